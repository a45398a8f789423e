import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  orientationIn,
  tiffWith,
} from '../../packages/server/src/operations/attachments/pictures/orientation.ts';
import { stripMetadata } from '../../packages/server/src/operations/attachments/pictures/strip-metadata.ts';
import { heic, jpeg, place, png, pngChunk, webp } from '../support/pictures.ts';

const canary = Buffer.from(place);

/** Exif that says how to turn the picture, and then where it was taken. */
const exif = (orientation: number) => Buffer.concat([tiffWith(orientation), canary]);
const named = (tiff: Uint8Array) => Buffer.concat([Buffer.from('Exif\0\0'), tiff]);

const samples: Record<string, (orientation: number) => [type: string, bytes: Uint8Array]> = {
  JPEG: (o) => [
    'image/jpeg',
    jpeg([
      [0xe1, named(exif(o))],
      [0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), canary])],
      [0xed, canary],
      [0xfe, canary],
    ]),
  ],
  PNG: (o) => ['image/png', png([pngChunk('eXIf', exif(o)), pngChunk('tEXt', canary)])],
  WebP: (o) => ['image/webp', webp({ EXIF: exif(o), 'XMP ': canary })],
};

describe('pictures', () => {
  test.each(Object.keys(samples))(
    'FILE-9: %s loses its place and keeps how it is turned',
    (name) => {
      for (const orientation of [1, 3, 6, 8]) {
        const [type, bytes] = samples[name]?.(orientation) ?? ['', new Uint8Array()];
        const sent = Buffer.concat([bytes, type === 'image/webp' ? Buffer.alloc(0) : canary]);
        expect(sent.includes(canary)).toBe(true);
        const kept = Buffer.from(stripMetadata(new Uint8Array(sent), type));
        expect(kept.includes(canary)).toBe(false);
        const tiff = kept.indexOf('MM\0*');
        expect(tiff < 0 ? 1 : orientationIn(kept.subarray(tiff))).toBe(orientation);
        // Nothing is left to take away.
        expect(Buffer.from(stripMetadata(new Uint8Array(kept), type))).toEqual(kept);
      }
    },
  );

  test('FILE-9: HEIC loses its place where that stands, and nothing moves', () => {
    const sent = heic(canary);
    const kept = Buffer.from(stripMetadata(sent, 'image/heic'));
    expect(Buffer.from(sent).includes(canary)).toBe(true);
    expect(kept.includes(canary)).toBe(false);
    expect(kept.byteLength).toBe(sent.byteLength);
    expect(kept.includes('the picture itself')).toBe(true);
  });

  test('FILE-9: whatever is said to be a picture is freed of it or refused, and never fails otherwise', () => {
    const types = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];
    const of = (type: string) =>
      type === 'image/heic'
        ? heic(canary)
        : (Object.values(samples)
            .map((make) => make(6))
            .find(([each]) => each === type)?.[1] ?? new Uint8Array());
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        fc.nat(),
        (type, changes, cut) => {
          const bytes = new Uint8Array(of(type));
          for (const [at, value] of changes) bytes[12 + (at % (bytes.length - 12))] = value;
          const end = 13 + (cut % (bytes.length * 2));
          try {
            stripMetadata(bytes.subarray(0, Math.min(end, bytes.length)), type);
          } catch (error) {
            expect((error as Error).constructor.name).toBe('DamagedPicture');
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
