/**
 * npm run bench [name …] [-- --option … file …]: runs test/bench/*.ts one after the other, so that none disturbs
 * another. Each is given the options, and the files: what has a dot or a slash in it is no name.
 *
 * npm run bench beside <version> [-- --only=reports,store,badges,live,bytes --postgres]: measures another
 * version and this one in turn, on the same machine. The version is whatever git knows it by, or the folder
 * of a checkout that has been built.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './lib/browser.ts';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { checkOut } from './lib/check-out.ts';
import { exited, startNode } from './lib/processes.ts';
import { root } from './lib/root.ts';
import { main, ScriptError } from './lib/steps.ts';

await main(async () => {
  const given = process.argv.slice(2);
  const isOption = (each: string) => each.startsWith('--');
  const isFile = (each: string) => !isOption(each) && /[./]/.test(each);
  const options = given.filter((each) => isOption(each) || (isFile(each) && given[0] !== 'beside'));
  const wanted = given.filter((each) => !options.includes(each));
  await buildWhatIsOutOfDate();
  process.env.CHROME_PATH ??= await ensureBrowser();
  if (wanted[0] === 'beside') {
    const [, version] = wanted;
    if (!version) throw new ScriptError('Name the version to measure beside, as git knows it.');
    const checkout = await checkOut(version);
    try {
      const program = 'test/bench/beside/beside.ts';
      return (await exited(startNode([program, checkout.folder, ...options]))) ?? 1;
    } finally {
      await checkout.remove();
    }
  }
  const files = (await readdir(join(root, 'test/bench')))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
    .sort();
  let failed = 0;
  for (const name of files) {
    console.log(`\n── ${name.replace(/\.ts$/, '')} ${'─'.repeat(Math.max(0, 70 - name.length))}\n`);
    if ((await exited(startNode([`test/bench/${name}`, ...options]))) !== 0) failed++;
  }
  return failed === 0 ? 0 : 1;
});
