import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/root.ts';

/** The pictures and boxes that are committed, and what they were taken with. */
export const album = join(root, 'test/baselines');
const boxesFile = join(album, 'boxes.txt');
const takenWithFile = join(album, 'taken-with.txt');

export async function readTakenWith(): Promise<string> {
  return (await readFile(takenWithFile, 'utf8').catch(() => '')).trim();
}

export function readPicture(name: string): Promise<Buffer | undefined> {
  return readFile(join(album, `${name}.png`)).catch(() => undefined);
}

/** The boxes of each picture: its name on a line, and under it, indented, a line for each box. */
export async function readBoxes(): Promise<Map<string, string[]>> {
  const boxes = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of (await readFile(boxesFile, 'utf8').catch(() => '')).split('\n')) {
    if (line.startsWith('  ')) current.push(line.trim());
    else if (line) {
      current = [];
      boxes.set(line, current);
    }
  }
  return boxes;
}

/**
 * @param pictures those that are new
 * @param boxes of all pictures: what is not among them is removed
 */
export async function writeAlbum(
  takenWith: string,
  pictures: ReadonlyMap<string, Buffer>,
  boxes: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await mkdir(album, { recursive: true });
  for (const file of await readdir(album)) {
    if (file.endsWith('.png') && !boxes.has(file.slice(0, -4))) await rm(join(album, file));
  }
  for (const [name, png] of pictures) await writeFile(join(album, `${name}.png`), png);
  const lines = [...boxes].flatMap(([name, all]) => [name, ...all.map((box) => `  ${box}`)]);
  await writeFile(boxesFile, `${lines.join('\n')}\n`);
  await writeFile(takenWithFile, `${takenWith}\n`);
}
