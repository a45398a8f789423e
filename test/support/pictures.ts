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

/** As much of a JPEG as has segments and a scan; no decoder has to like it. */
export function jpeg(segments: readonly [marker: number, content: Uint8Array][]): Uint8Array {
  const segment = (marker: number, content: Uint8Array) => {
    const length = content.byteLength + 2;
    return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
  };
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...segments.map(([marker, content]) => segment(marker, content)),
    segment(0xdb, Buffer.alloc(65)),
    segment(0xda, Buffer.alloc(6)),
    // Of the data: a byte that is like a marker, and a marker that is none.
    Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/** A WebP with the header that says what else there is. */
export function webp(more: Record<string, Uint8Array>): Uint8Array {
  const chunk = (name: string, content: Uint8Array) => {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.byteLength);
    const padding = Buffer.alloc(content.byteLength % 2);
    return Buffer.concat([Buffer.from(name), size, content, padding]);
  };
  const features = Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  const chunks = Buffer.concat([
    chunk('VP8X', features),
    chunk('VP8L', Buffer.from([0x2f, 1, 0, 0, 0])),
    ...Object.entries(more).map(([name, content]) => chunk(name, content)),
  ]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + chunks.byteLength);
  return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), chunks]);
}

/** As much of a HEIC as says where its items are: a picture, Exif and XMP. */
export function heic(canary: Uint8Array): Uint8Array<ArrayBuffer> {
  const box = (name: string, ...content: Uint8Array[]) => {
    const whole = Buffer.concat(content);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(8 + whole.byteLength);
    return Buffer.concat([size, Buffer.from(name), whole]);
  };
  const info = (id: number, type: string) =>
    box('infe', Buffer.from([2, 0, 0, 0, 0, id, 0, 0]), Buffer.from(`${type}\0`));
  const picture = Buffer.from('the picture itself');
  const items: Uint8Array[] = [picture, canary, canary];
  const start = box('ftyp', Buffer.from('heic\0\0\0\0heic'));
  const make = (offset: number) => {
    const places = [Buffer.from([0, 0, 0, 0, 0x44, 0, 0, items.length])];
    let at = offset;
    for (const [index, item] of items.entries()) {
      const entry = Buffer.alloc(14);
      entry.writeUInt16BE(index + 1);
      entry.writeUInt16BE(1, 4);
      entry.writeUInt32BE(at, 6);
      entry.writeUInt32BE(item.byteLength, 10);
      places.push(entry);
      at += item.byteLength;
    }
    const infos = [info(1, 'hvc1'), info(2, 'Exif'), info(3, 'mime')];
    return box(
      'meta',
      Buffer.alloc(4),
      box('iinf', Buffer.from([0, 0, 0, 0, 0, infos.length]), ...infos),
      box('iloc', ...places),
    );
  };
  const before = start.byteLength + make(0).byteLength + 8;
  return new Uint8Array(Buffer.concat([start, make(before), box('mdat', ...items)]));
}
