import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { buildWhatIsOutOfDate } from '../../scripts/lib/build.ts';
import { root } from '../../scripts/lib/root.ts';

const folder = join(root, 'packages/widgets');
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
type Target = string | Record<string, string>;
const entries = Object.entries(manifest.exports as Record<string, Target>);

beforeAll(buildWhatIsOutOfDate);

for (const [name, target] of entries) {
  if (name.includes('*')) continue;
  test(`${name} leads to files that are there`, () => {
    for (const file of typeof target === 'string' ? [target] : Object.values(target)) {
      expect(existsSync(join(folder, file)), file).toBe(true);
    }
  });

  if (typeof target === 'string' || !target.types) continue;
  test(`${name} can be imported where there is no DOM`, async () => {
    await expect(
      import(pathToFileURL(join(folder, target.default ?? '')).href),
    ).resolves.toBeDefined();
  });
}

test('the source comes first, for those who work on the kit', () => {
  for (const [name, target] of entries) {
    if (typeof target === 'string' || name === './loader') continue;
    expect(Object.keys(target)).toEqual(['incident-kit-source', 'types', 'default']);
  }
});

test('what registers elements, and only that, has side effects', () => {
  expect(manifest.sideEffects).toEqual(expect.arrayContaining(['**/define.js', '**/loader.js']));
});

test('the elements know their version', () => {
  const source = readFileSync(join(folder, 'src/base/version.ts'), 'utf8');
  expect(source).toContain(`'${manifest.version}'`);
});

test('the manifest describes every element', () => {
  const { modules } = JSON.parse(readFileSync(join(folder, 'dist/custom-elements.json'), 'utf8'));
  const described = modules
    .flatMap((module: { declarations?: { name: string }[] }) => module.declarations ?? [])
    .map(({ name }: { name: string }) => name);
  expect(described).toEqual(
    expect.arrayContaining([
      'IncidentProvider',
      'IncidentReport',
      'IncidentTimeline',
      'PriorityMatrix',
      'SlaBadge',
    ]),
  );
});
