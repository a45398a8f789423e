import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Entry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
) as { packages: Record<string, Entry> };

/** What Node finds under that name from there. */
function found(from: string, name: string): Entry | undefined {
  const entry = packages[`${from}/node_modules/${name}`];
  if (entry) return entry;
  const end = from.lastIndexOf('/node_modules/');
  return end < 0 ? packages[`node_modules/${name}`] : found(from.slice(0, end), name);
}

// `npm install` leaves out the programs for other machines when its registry does not have them, and
// `npm ci` then refuses the file on every machine.
test('the lock file names the programs of every platform, not only of the one it was made on', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, range]) => {
        const entry = found(from, name);
        return !entry || (/^\d/.test(range) && entry.version !== range);
      })
      .map(([name]) => `${from} → ${name}`),
  );
  expect(missing).toEqual([]);
});
