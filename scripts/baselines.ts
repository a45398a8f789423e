/**
 * npm run baselines [-- SHEET …]: takes the pictures of the elements that test/e2e/baselines.test.ts compares with: all of
 * them, or those of the sheets that are named (see sheets.ts).
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  album,
  readBoxes,
  readPicture,
  readTakenWith,
  writeAlbum,
} from '../test/e2e/support/baselines/album.ts';
import { comparePictures, smaller } from '../test/e2e/support/baselines/compare.ts';
import { sheets } from '../test/e2e/support/baselines/sheets.ts';
import { eachView, Studio } from '../test/e2e/support/baselines/studio.ts';
import { main, ScriptError, step } from './lib/steps.ts';

/** A picture is taken when the page has not changed for so long. */
const settledMs = 700;
/** One that never stands still for so long has something in it that moves: no picture of it could be compared. */
const patienceMs = 30_000;
const named = process.argv.slice(2);

await main(async () => {
  const chosen = sheets.filter(({ name }) => named.length === 0 || named.includes(name));
  const unknown = named.find((name) => !chosen.some((sheet) => sheet.name === name));
  if (unknown !== undefined) throw new Error(`There is no sheet “${unknown}”.`);
  const studio = await Studio.open();
  const pictures = new Map<string, Buffer>();
  const boxes = new Map<string, string[]>();
  try {
    const takenWith = await studio.takenWith();
    const isSameMachine = takenWith === (await readTakenWith());
    if (named.length > 0 && !isSameMachine) {
      throw new ScriptError(
        'The other pictures were taken with another browser or other fonts, and would be told to differ. Take all of them: npm run baselines',
      );
    }
    for (const sheet of chosen) {
      await step(sheet.name, () =>
        eachView(studio, sheet, async (name, take) => {
          let last = await take();
          const beganAt = Date.now();
          for (let since = beganAt; Date.now() - since < settledMs; ) {
            if (Date.now() - beganAt > patienceMs) throw new Error(`${name} does not stand still.`);
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
    const others = named.length === 0 ? new Map<string, string[]>() : await readBoxes();
    await writeAlbum(takenWith, pictures, new Map([...others, ...boxes]));
  } finally {
    await studio.close();
  }
  let bytes = 0;
  for (const name of pictures.keys()) bytes += (await stat(join(album, `${name}.png`))).size;
  console.log(`${pictures.size} pictures, ${(bytes / 1e6).toFixed(1)} MB.`);
  return 0;
});
