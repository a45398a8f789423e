import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** How many pixels of any square of that size may differ: a hair's breadth of a letter's edge. */
const square = 24;
const mostInSquare = 12;

/** Whether two pictures look alike, and if not, a picture of what differs. */
export function comparePictures(before: Buffer, after: Buffer): { alike: boolean; diff?: Buffer } {
  const was = PNG.sync.read(before);
  const is = PNG.sync.read(after);
  const width = Math.max(was.width, is.width);
  const height = Math.max(was.height, is.height);
  const diff = new PNG({ width, height });
  const different = pixelmatch(
    onto(was, width, height).data,
    onto(is, width, height).data,
    diff.data,
    width,
    height,
    { threshold: 0.1, windowSize: square },
  );
  const alike = was.width === is.width && was.height === is.height && different <= mostInSquare;
  return alike ? { alike } : { alike, diff: PNG.sync.write(diff) };
}

/** A picture on a ground of that size. */
function onto(picture: PNG, width: number, height: number): PNG {
  if (picture.width === width && picture.height === height) return picture;
  const ground = new PNG({ width, height });
  PNG.bitblt(picture, ground, 0, 0, picture.width, picture.height, 0, 0);
  return ground;
}

/** The same picture in fewer bytes, if possible: the browser does not take the time for it. */
export function smaller(png: Buffer): Buffer {
  const options = { filterType: 0, deflateStrategy: 0, deflateLevel: 9, colorType: 2 } as const;
  const made = PNG.sync.write(PNG.sync.read(png), options);
  return made.length < png.length ? made : png;
}
