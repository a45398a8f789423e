import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './processes.ts';
import { root } from './root.ts';
import { ScriptError, step } from './steps.ts';

/** Another version of this project, built. */
export interface Checkout {
  folder: string;
  /** Removes what was made for it. */
  remove(): Promise<void>;
}

/**
 * A version of this project in a folder of its own, built.
 * @param version what git knows it by; or a folder that has one, which is left as it is
 */
export async function checkOut(version: string): Promise<Checkout> {
  if (existsSync(join(version, 'package.json'))) return given(resolve(version));
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-version-'));
  const remove = async () => {
    await run('git', ['worktree', 'remove', '--force', folder]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await must('git', ['worktree', 'add', '--detach', '--force', folder, version]);
    await step(`Building ${version}`, async () => {
      await install(folder);
      await must(process.execPath, ['scripts/run.mjs', 'build'], folder);
    });
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function given(folder: string): Checkout {
  for (const file of ['packages/server/dist/cli.js', 'packages/widgets/dist/kit/loader.js']) {
    if (existsSync(join(folder, file))) continue;
    throw new ScriptError(`${folder} is not built: it has no ${file}. Run “npm run build” there.`);
  }
  return { folder, remove: async () => undefined };
}

/** With the same dependencies it takes this project's own; else it installs what it needs. */
async function install(folder: string): Promise<void> {
  const lockFiles = [root, folder].map((each) => readFile(join(each, 'package-lock.json'), 'utf8'));
  const [own, other] = await Promise.all(lockFiles);
  if (own !== other) return must('npm', ['ci', '--no-audit', '--no-fund'], folder);
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  await mkdir(join(to, '@incident-kit'), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== '@incident-kit') await symlink(join(from, name), join(to, name));
  }
  // Its packages, and not those of this checkout.
  for (const name of await readdir(join(from, '@incident-kit'))) {
    await symlink(join(folder, 'packages', name), join(to, '@incident-kit', name));
  }
}

async function must(program: string, args: string[], cwd = root): Promise<void> {
  const { code, output } = await run(program, args, { cwd });
  if (code !== 0) throw new ScriptError(`${program} ${args.join(' ')} failed:\n${output.trim()}`);
}
