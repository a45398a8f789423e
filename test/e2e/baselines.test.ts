import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/root.ts';
import { readBoxes, readPicture, readTakenWith } from './support/baselines/album.ts';
import { compareBoxes } from './support/baselines/boxes.ts';
import { comparePictures } from './support/baselines/compare.ts';
import { sheets } from './support/baselines/sheets.ts';
import { eachView, type Picture, Studio } from './support/baselines/studio.ts';

/** Pictures that differ, with what differs; not committed. */
const folder = join(root, 'data/baselines');
const advice = `What differs is in data/baselines. If it is meant, take them anew: npm run baselines`;

/** What draws itself bit by bit is there within this time. */
const patienceMs = 6000;

let studio: Studio;
let boxes: Map<string, string[]>;
/** Undefined where pictures cannot be alike: another browser or other fonts draw them. Boxes always can. */
let pictureOf: ((name: string) => Promise<Buffer | undefined>) | undefined;

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  boxes = await readBoxes();
  studio = await Studio.open();
  if ((await studio.takenWith()) === (await readTakenWith())) pictureOf = readPicture;
});
afterAll(() => studio?.close());

interface Comparison {
  /** What is wrong with a picture, in sentences. */
  faults: string[];
  /** To be looked at, by their endings. */
  pictures: Record<string, Buffer>;
}

async function compare(name: string, { png, boxes: now }: Picture): Promise<Comparison> {
  const faults = compareBoxes(boxes.get(name) ?? [], now, pictureOf ? 'both' : 'across');
  const before = await pictureOf?.(name);
  const { alike = false, diff = png } = before ? comparePictures(before, png) : {};
  if (before && !alike) faults.push('it looks otherwise.');
  if (pictureOf && !before) faults.push('there is no such picture.');
  return {
    faults: faults.map((fault) => `${name}: ${fault}`),
    pictures: { ...(before && { before, diff }), after: png },
  };
}

describe('how the elements look', () => {
  test.for(sheets.map((sheet) => [sheet.name, sheet] as const))(
    '%s: as in its pictures in light, dark, forced colours, right to left, print and 320 px',
    async ([, sheet]) => {
      const found: string[] = [];
      await eachView(studio, sheet, async (name, take) => {
        const until = Date.now() + patienceMs;
        let { faults, pictures } = await compare(name, await take());
        while (faults.length > 0 && Date.now() < until) {
          ({ faults, pictures } = await compare(name, await take()));
        }
        if (faults.length === 0) return;
        found.push(...faults);
        await mkdir(folder, { recursive: true });
        for (const [which, png] of Object.entries(pictures)) {
          await writeFile(join(folder, `${name}.${which}.png`), png);
        }
      });
      expect(found, advice).toEqual([]);
    },
  );
});

describe('the comparison', () => {
  test('tells a part that has moved, one that has gone, and a colour that is another', async () => {
    const tag = 'incident-list';
    const sheet = { name: 'list', stories: [[tag, 'MyReports']], width: 640 } as const;
    await studio.show(sheet, { light: {} }, async (_, take, page) => {
      const before = await take();
      expect(comparePictures(before.png, (await take()).png).alike).toBe(true);
      const style = await page.addStyleTag({ content: `${tag} { --incident-kit-text: #a00 }` });
      const recoloured = await take();
      expect(compareBoxes(before.boxes, recoloured.boxes)).toEqual([]);
      const { alike, diff } = comparePictures(before.png, recoloured.png);
      expect(alike).toBe(false);
      expect(diff?.length).toBeGreaterThan(0);

      await style.evaluate((element, text) => {
        element.textContent = text;
      }, `${tag} { padding-inline-start: 40px }`);
      const moved = await take();
      expect(compareBoxes(before.boxes, moved.boxes)).not.toEqual([]);
      expect(compareBoxes(before.boxes, before.boxes.slice(1))).not.toEqual([]);
    });
  });
});
