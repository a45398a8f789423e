import { DamagedPicture, exifStart, orientationIn, startsWith, tiffWith } from './orientation.ts';

/**
 * A JPEG with what it takes to draw it: frames, tables, scans, colours, and how it is to be turned. Everything else
 * goes: Exif, XMP, IPTC, comments, previews, and what stands after its end.
 * @throws DamagedPicture
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  while (at < bytes.byteLength) {
    if (bytes[at] !== 0xff) throw new DamagedPicture(`There is no marker at ${at}.`);
    // A marker may be preceded by any number of these.
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker === 0xd9) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.byteLength) throw new DamagedPicture(`A segment ends at ${end}.`);
    const content = bytes.subarray(at + 4, end);
    if (marker === 0xe1 && startsWith(content, exifStart)) {
      orientation = orientationIn(content.subarray(exifStart.byteLength));
    }
    if (isDrawn(marker, content)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker !== 0xda) continue;
    hasScan = true;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
  if (!hasScan) throw new DamagedPicture('There is nothing to draw.');
  if (orientation !== 1) {
    // JFIF has to be the first of all segments.
    const hasJfif = kept[0]?.[1] === 0xe0;
    kept.splice(hasJfif ? 1 : 0, 0, exifSegment(orientation));
  }
  return joined([Uint8Array.of(0xff, 0xd8), ...kept, Uint8Array.of(0xff, 0xd9)]);
}

/** Whether a segment is needed to draw the picture as it is meant. */
function isDrawn(marker: number, content: Uint8Array): boolean {
  if (marker >= 0xe0 && marker <= 0xef) {
    return (
      (marker === 0xe0 && startsWith(content, 'JFIF\0')) ||
      (marker === 0xe2 && startsWith(content, 'ICC_PROFILE\0')) ||
      (marker === 0xee && startsWith(content, 'Adobe'))
    );
  }
  // Frames, tables and scans; no comments and nothing that has no meaning yet.
  return marker >= 0xc0 && marker <= 0xdf;
}

/** The next marker that is no part of the compressed data. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.byteLength; at += 1) {
    const next = bytes[at + 1] as number;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) {
      return at;
    }
  }
  return bytes.byteLength;
}

function exifSegment(orientation: number): Uint8Array {
  const tiff = tiffWith(orientation);
  const length = 2 + exifStart.byteLength + tiff.byteLength;
  return joined([Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), exifStart, tiff]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
