/** A picture that is not made as its format says, so nobody can tell what is in it. */
export class DamagedPicture extends Error {}

/** The tag of Exif that says how a picture is to be turned, 1 to 8; 1 is as it is. */
const orientationTag = 0x0112;

/**
 * How a picture is to be turned, as the TIFF structure of its Exif says it; 1 where it says nothing that can be
 * understood.
 */
export function orientationIn(tiff: Uint8Array): number {
  if (tiff.byteLength < 8) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const isLittle = order === 0x4949;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return 1;
  const entries = view.getUint16(directory, isLittle);
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.byteLength) return 1;
    if (view.getUint16(at, isLittle) !== orientationTag) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF structure that says how a picture is to be turned and nothing else. */
export function tiffWith(orientation: number): Uint8Array {
  const tiff = new Uint8Array(26);
  const view = new DataView(tiff.buffer);
  view.setUint16(0, 0x4d4d);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, orientationTag);
  view.setUint16(12, 3);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return tiff;
}

/** What stands before the TIFF structure in JPEG, and by mistake elsewhere. */
export const exifStart: Uint8Array = new TextEncoder().encode('Exif\0\0');

export function startsWith(bytes: Uint8Array, start: Uint8Array | string): boolean {
  const wanted = typeof start === 'string' ? new TextEncoder().encode(start) : start;
  return wanted.every((byte, index) => bytes[index] === byte);
}

/** Four letters, as chunks and boxes are called. */
export function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
