/** npm run baselines: takes the pictures of the elements that test/e2e/baselines.test.ts compares with. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  album,
  readPicture,
  readTakenWith,
  writeAlbum,
} from '../test/e2e/support/baselines/album.ts';
import { comparePictures, smaller } from '../test/e2e/support/baselines/compare.ts';
import { sheets } from '../test/e2e/support/baselines/sheets.ts';
import { eachView, Studio } from '../test/e2e/support/baselines/studio.ts';
import { main, step } from './lib/steps.ts';

/** A picture is taken when the page has not changed for so long. */
const settledMs = 700;

await main(async () => {
  const studio = await Studio.open();
  const pictures = new Map<string, Buffer>();
  const boxes = new Map<string, string[]>();
  try {
    const takenWith = await studio.takenWith();
    const isSameMachine = takenWith === (await readTakenWith());
    for (const sheet of sheets) {
      await step(sheet.name, () =>
        eachView(studio, sheet, async (name, take) => {
          let last = await take();
          for (let since = Date.now(); Date.now() - since < settledMs; ) {
            const next = await take();
            if (!next.png.equals(last.png)) since = Date.now();
            last = next;
          }
          // What looks the same stays the same file.
          const before = isSameMachine ? await readPicture(name) : undefined;
          const stays = before && comparePictures(before, last.png).alike;
          pictures.set(name, stays ? before : smaller(last.png));
          boxes.set(name, last.boxes);
        }),
      );
    }
    await writeAlbum(takenWith, pictures, boxes);
  } finally {
    await studio.close();
  }
  let bytes = 0;
  for (const name of pictures.keys()) bytes += (await stat(join(album, `${name}.png`))).size;
  console.log(`${pictures.size} pictures, ${(bytes / 1e6).toFixed(1)} MB.`);
  return 0;
});
