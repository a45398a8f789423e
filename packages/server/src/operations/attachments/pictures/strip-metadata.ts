import { stripHeif } from './heif.ts';
import { stripJpeg } from './jpeg.ts';
import { DamagedPicture } from './orientation.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

const strippers: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/apng': stripPng,
  'image/webp': stripWebp,
  'image/heic': stripHeif,
  'image/heif': stripHeif,
  'image/heic-sequence': stripHeif,
  'image/heif-sequence': stripHeif,
  'image/avif': stripHeif,
};

/**
 * A file without what its camera wrote into it: where and when, which device, previews. Pixels stay as they are, and
 * so does how they are to be turned. Files of other types stay as they are.
 * @throws DamagedPicture when it cannot be told what is in a picture
 */
export function stripMetadata(bytes: Uint8Array, type: string): Uint8Array {
  try {
    return strippers[type]?.(bytes) ?? bytes;
  } catch (cause) {
    if (cause instanceof DamagedPicture) throw cause;
    // Whatever a reader of bytes comes upon behind their end.
    if (cause instanceof RangeError) throw new DamagedPicture('It ends too early.', { cause });
    throw cause;
  }
}
