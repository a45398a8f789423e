import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finished, run } from './processes.ts';
import { root } from './root.ts';
import { ScriptError, step } from './steps.ts';

interface Part {
  name: string;
  /** Where it is built to; the stamp that says from what lies in it. */
  dist: string;
  /** Files and folders that the result depends on. */
  inputs: string[];
  build: () => Promise<Finished>;
}

const tsc = join(root, 'node_modules/typescript/bin/tsc');

const parts: Part[] = [
  {
    name: 'Building the server',
    dist: 'packages/server/dist',
    inputs: [
      'packages/server/src',
      'packages/server/package.json',
      'packages/server/tsconfig.build.json',
      'tsconfig.json',
      'package-lock.json',
    ],
    build: () => run(process.execPath, [tsc, '-p', 'packages/server/tsconfig.build.json']),
  },
  {
    name: 'Building the widgets',
    dist: 'packages/widgets/dist',
    inputs: [
      'packages/widgets/src',
      'packages/widgets/build',
      'packages/widgets/build.mjs',
      'packages/widgets/package.json',
      'packages/widgets/tsconfig.build.json',
      'packages/widgets/custom-elements-manifest.config.mjs',
      'vite.config.ts',
      'tsconfig.json',
      'package-lock.json',
    ],
    // The package knows how it is built; `--run` is npm run without npm's own half second.
    build: () => run(process.execPath, ['--run', 'build'], { cwd: join(root, 'packages/widgets') }),
  },
];

/** Names, sizes and times of change of everything under a path; empty when it is not there. */
async function list(path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [`${path} ${found.size} ${found.mtimeMs}`];
  const names = await readdir(join(root, path));
  return (await Promise.all(names.sort().map((name) => list(`${path}/${name}`)))).flat();
}

/** One figure for the state of a part's inputs. Reads no file, so it costs milliseconds. */
async function fingerprint(part: Part): Promise<string> {
  const lines = await Promise.all(part.inputs.map(list));
  return createHash('sha256').update(lines.flat().join('\n')).digest('hex');
}

/** Builds what changed since it was last built; says nothing when there is nothing to do. */
export async function buildWhatIsOutOfDate(): Promise<void> {
  for (const part of parts) {
    const stamp = join(root, part.dist, '.stamp');
    const current = await fingerprint(part);
    if ((await readFile(stamp, 'utf8').catch(() => '')) === current) continue;
    await step(part.name, async () => {
      // An interrupted or failed build leaves no stamp, and a renamed source no old result.
      await rm(join(root, part.dist), { recursive: true, force: true });
      const { code, output } = await part.build();
      if (code !== 0) throw new ScriptError(`${output.trim()}\n\n${part.name}: failed.`);
      await mkdir(join(root, part.dist), { recursive: true });
      await writeFile(stamp, current);
    });
  }
}
