import { TextDecoder } from 'node:util';

const [tab, lineFeed, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];

/**
 * The text of an iCalendar file. iCalendar is UTF-8 unless somebody says otherwise, yet much of what is
 * found is not, and says nothing or the wrong thing. So the mark at the beginning counts first, then
 * whether it is UTF-8 by its bytes, then what its server says.
 *
 * RFC 5545 folds lines by bytes, also in the middle of a letter. Folded lines are put together before
 * they are read as letters; the line breaks follow behind the line, so that lines keep their numbers.
 * @param charset what the server says, e.g. `iso-8859-1`
 */
export function decodeICal(bytes: Uint8Array, charset?: string): string {
  const wide = utf16Of(bytes) ?? (isUtf16(charset) ? charset : undefined);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  const unfolded = unfold(bytes);
  const declared = decoderOf(charset);
  // Letters of these may look like UTF-8 by chance; letters of one byte each hardly ever do.
  if (declared && hasLongLetters(declared.encoding)) return declared.decode(unfolded);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(unfolded);
  } catch {
    return decodeLines(unfolded, declared ?? new TextDecoder('windows-1252'));
  }
}

/** Line by line: one letter that is wrong does not change how the others are read. */
function decodeLines(bytes: Uint8Array, other: TextDecoder): string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const lines: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(lineFeed, from) + 1 || bytes.length;
    const line = bytes.subarray(from, to);
    try {
      lines.push(utf8.decode(line));
    } catch {
      lines.push(other.decode(line));
    }
    from = to;
  }
  return lines.join('');
}

function unfold(bytes: Uint8Array): Uint8Array {
  const unfolded = new Uint8Array(bytes.length);
  let length = 0;
  let folds = 0;
  const breakLines = () => {
    unfolded.fill(lineFeed, length, length + folds);
    length += folds;
    folds = 0;
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== lineFeed && byte !== carriageReturn) {
      unfolded[length] = byte;
      length += 1;
      continue;
    }
    if (byte === carriageReturn && bytes[at + 1] === lineFeed) at += 1;
    folds += 1;
    const next = bytes[at + 1];
    if (next === space || next === tab) at += 1;
    else breakLines();
  }
  breakLines();
  return unfolded.subarray(0, length);
}

/** By its mark, or by the zeros beside the letters of `BEGIN`. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

function isUtf16(charset: string | undefined): boolean {
  return decoderOf(charset)?.encoding.startsWith('utf-16') ?? false;
}

/** Undefined for UTF-8, and for names that this machine does not know. */
function decoderOf(charset: string | undefined): TextDecoder | undefined {
  if (charset === undefined) return undefined;
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'utf-8' ? undefined : decoder;
  } catch {
    return undefined;
  }
}

function hasLongLetters(encoding: string): boolean {
  return /^(gb|big5|euc|shift|iso-2022)/.test(encoding);
}
