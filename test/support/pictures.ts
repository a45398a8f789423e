import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG. */
export function pngChunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.byteLength);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** A red picture of 2 by 1 pixels, with more chunks before its data. */
export function png(more: readonly Uint8Array[] = []): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(2);
  header.writeUInt32BE(1, 4);
  header.set([8, 2], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      pngChunk('IHDR', header),
      ...more,
      pngChunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 255, 0, 0]))),
      pngChunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

export const place = 'exif:GPSLatitude="51.5007N"';

export function pngWithPlace(): Uint8Array<ArrayBuffer> {
  return png([pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${place}`))]);
}
