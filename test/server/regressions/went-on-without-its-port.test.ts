import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { start } from '../support/cli.ts';
import { emptyDatabase } from '../support/database.ts';

test('serve ends where it cannot listen, instead of going on with nobody to answer', async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const child = start(['serve', '--port', String(port)], { DATABASE_URL: await emptyDatabase() });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, err] = await Promise.all([ended, text(child.stderr)]);
  expect(err).toContain(`Port ${port} is taken.`);
  expect(code).toBe(2);
});
