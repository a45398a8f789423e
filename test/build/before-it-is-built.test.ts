import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readImports } from '../../scripts/lib/imports.ts';
import { root } from '../../scripts/lib/root.ts';

/** What a program needs before it does anything, and what of that is built first. */
function builtNeededBy(program: string): string[] {
  const built: string[] = [];
  const seen = new Set([program]);
  for (const file of seen) {
    const imports = readImports(file, readFileSync(join(root, file), 'utf8'));
    for (const { from, target, typeOnly, isLazy, line } of imports) {
      if (typeOnly || isLazy) continue;
      if (target.startsWith('@incident-kit/')) built.push(`${file}:${line} ${target}`);
      else if (from.startsWith('.')) seen.add(target);
    }
  }
  expect(seen.size).toBeGreaterThan(5);
  return built;
}

test.each(['scripts/start.ts', 'scripts/dev.ts', 'scripts/test.ts'])(
  '%s begins on a fresh clone, where nothing is built yet',
  (program) => {
    expect(builtNeededBy(program)).toEqual([]);
  },
);
