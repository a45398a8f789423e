import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyDatabase } from '../../../packages/server/src/audit/verify.ts';
import { openForReading } from '../../../packages/server/src/store/open-store.ts';

/** Verifies a database as somebody who may only read it; says what was found as JSON. */
const [other = '', url = ''] = process.argv.slice(2);
// What is loaded when it is needed is loaded now, while its files can be read.
await (await openForReading(other)).close();
process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'incident-kit-'));
if (process.getuid?.() === 0) {
  const { chownSync } = await import('node:fs');
  chownSync(process.env.TMPDIR, 65_534, 65_534);
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}
const reader = await openForReading(url);
const { count, tampering } = await verifyDatabase(reader);
const damage = await reader.findDamage();
await reader.close();
const left = readdirSync(tmpdir());
process.stdout.write(JSON.stringify({ count, tampering, damage, left }));
