import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');

test('SECURITY.md names a test for each attack, and each is there and tests something', () => {
  const [, table = ''] = text.split(/\| What they could try .*\| Test +\|/);
  const rows = table.split('\n').filter((line) => /^\| [^-]/.test(line));
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    const named = [
      ...row.matchAll(/`((?:build|server|widgets|e2e|packages)\/[\w./-]+\.test\.ts)`/g),
    ];
    expect(named.length, row).toBeGreaterThan(0);
    for (const [, path = ''] of named) {
      expect(readFileSync(join(root, 'test', path), 'utf8'), path).toMatch(/\btest(\.each)?\(/);
    }
  }
});

test('SECURITY.md leads to what is there, and to no address that somebody made up', () => {
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  expect(links.length).toBeGreaterThan(2);
  for (const link of links) expect(readFileSync(join(root, link), 'utf8'), link).not.toBe('');
  expect(text).not.toMatch(/mailto:|https?:\/\/|[\w.]+@[\w.]+/);
});
