import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { completeFile } from '../../../packages/server/src/cli/output.ts';
import { temporaryFolder } from '../support/kit.ts';

const output = fileURLToPath(
  new URL('../../../packages/server/src/cli/output.ts', import.meta.url),
);

/** A process that writes half of a file and would go on for ever. */
async function writesHalf(path: string): Promise<ReturnType<typeof spawn>> {
  const program = `
    import { completeFile } from ${JSON.stringify(output)};
    await completeFile(${JSON.stringify(path)}, async (_, file) => {
      await file.appendFile('half');
      console.log('written');
      await new Promise((done) => setTimeout(done, 60_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((written) => child.stdout.once('data', written));
  return child;
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'LOG-11: an export that %s ends leaves nothing',
  async (signal) => {
    const folder = temporaryFolder();
    const child = await writesHalf(join(folder, 'log.jsonl'));
    expect(readdirSync(folder)).toHaveLength(1);
    child.kill(signal);
    const ended = await new Promise((done) => child.once('exit', (_, by) => done(by)));
    expect(ended).toBe(signal);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('LOG-11: what was left by one that was killed goes with the next, and nobody else’s does', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'log.jsonl');
  const killed = await writesHalf(path);
  killed.kill('SIGKILL');
  await new Promise((done) => killed.once('exit', done));
  const other = await writesHalf(path);
  const another = await writesHalf(join(folder, 'other.jsonl'));
  expect(readdirSync(folder)).toHaveLength(2);
  await completeFile(path, (_, file) => file.appendFile('whole'));
  expect(readdirSync(folder).sort()).toEqual(
    ['log.jsonl', `log.jsonl.${other.pid}.partial`, `other.jsonl.${another.pid}.partial`].sort(),
  );
  other.kill();
  another.kill();
  await setTimeout(100);
});
