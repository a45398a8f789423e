import { joined } from './jpeg.ts';
import {
  DamagedPicture,
  exifStart,
  nameAt,
  orientationIn,
  startsWith,
  tiffWith,
  viewOf,
} from './orientation.ts';

const drawn = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const drawnInFrame = new Set(['VP8 ', 'VP8L', 'ALPH']);

/** Of a frame, before its chunks. */
const frameHeader = 16;

const exifFlag = 0x08;
const xmpFlag = 0x04;

interface Chunk {
  name: string;
  content: Uint8Array;
}

/**
 * A WebP without Exif, but for how it is to be turned, without XMP and whatever else is not drawn.
 * @throws DamagedPicture
 */
export function stripWebp(bytes: Uint8Array): Uint8Array {
  const end = Math.min(8 + viewOf(bytes).getUint32(4, true), bytes.byteLength);
  const chunks = chunksOf(bytes.subarray(12, end));
  const exif = chunks.find(({ name }) => name === 'EXIF')?.content;
  const orientation = exif
    ? orientationIn(startsWith(exif, exifStart) ? exif.subarray(exifStart.byteLength) : exif)
    : 1;
  const kept = chunks.filter(({ name }) => drawn.has(name)).map(stripped);
  const features = kept.find(({ name }) => name === 'VP8X')?.content;
  if (features) {
    features[0] = (features[0] ?? 0) & ~(exifFlag | xmpFlag);
    if (orientation !== 1) {
      features[0] |= exifFlag;
      kept.push({ name: 'EXIF', content: tiffWith(orientation) });
    }
  }
  if (kept.length === 0) throw new DamagedPicture('There is nothing to draw.');
  const content = joined(kept.map(written));
  const start = bytes.slice(0, 12);
  viewOf(start).setUint32(4, 4 + content.byteLength, true);
  return joined([start, content]);
}

function stripped({ name, content }: Chunk): Chunk {
  if (name === 'VP8X') return { name, content: content.slice() };
  if (name !== 'ANMF') return { name, content };
  const chunks = chunksOf(content.subarray(frameHeader)).filter((each) =>
    drawnInFrame.has(each.name),
  );
  return { name, content: joined([content.subarray(0, frameHeader), ...chunks.map(written)]) };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  for (let at = 0; at + 8 <= bytes.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size;
    if (end > bytes.byteLength) throw new DamagedPicture(`A chunk ends at ${end}.`);
    chunks.push({ name: nameAt(bytes, at), content: bytes.subarray(at + 8, end) });
    at = end + (size % 2);
  }
  return chunks;
}

function written({ name, content }: Chunk): Uint8Array {
  const header = new Uint8Array(8);
  header.set(new TextEncoder().encode(name));
  viewOf(header).setUint32(4, content.byteLength, true);
  return joined([header, content, new Uint8Array(content.byteLength % 2)]);
}
