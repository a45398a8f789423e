import { crc32 } from 'node:zlib';
import { joined } from './jpeg.ts';
import { DamagedPicture, nameAt, orientationIn, tiffWith, viewOf } from './orientation.ts';

/** Those that say how the picture looks, also a moving one. */
const drawn = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP'],
  ...['mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT'],
]);

/**
 * A PNG without texts, dates and Exif, but for how it is to be turned, and without what stands after its end.
 * @throws DamagedPicture
 */
export function stripPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let orientation = 1;
  let firstData = -1;
  for (let at = 8; at + 12 <= bytes.byteLength; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.byteLength) throw new DamagedPicture(`A chunk ends at ${end}.`);
    const name = nameAt(bytes, at + 4);
    if (name === 'eXIf') orientation = orientationIn(bytes.subarray(at + 8, end - 4));
    if (name === 'IDAT' && firstData < 0) firstData = kept.length;
    if (drawn.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
    if (name !== 'IEND') continue;
    if (orientation !== 1 && firstData > 0) kept.splice(firstData, 0, exifChunk(orientation));
    return joined(kept);
  }
  throw new DamagedPicture('It has no end.');
}

function exifChunk(orientation: number): Uint8Array {
  const tiff = tiffWith(orientation);
  const named = joined([new TextEncoder().encode('eXIf'), tiff]);
  const around = new Uint8Array(8);
  viewOf(around).setUint32(0, tiff.byteLength);
  viewOf(around).setUint32(4, crc32(named));
  return joined([around.subarray(0, 4), named, around.subarray(4)]);
}
