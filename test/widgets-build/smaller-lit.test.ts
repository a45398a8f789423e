import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWhatIsOutOfDate } from '../../scripts/lib/build.ts';
import { root } from '../../scripts/lib/root.ts';

const folder = join(root, 'packages/widgets');

beforeAll(buildWhatIsOutOfDate);

describe('what the kit leaves out of Lit', () => {
  test('is not needed by a property of any element', async () => {
    const { define: _, ...all } = await import(
      pathToFileURL(join(folder, 'dist/npm/index.js')).href
    );
    const elements = Object.values(all).filter(
      (each) => typeof each === 'function' && 'elementProperties' in each,
    ) as unknown as {
      name: string;
      observedAttributes: string[];
      elementProperties: Map<string, object>;
    }[];
    expect(elements.length).toBeGreaterThan(4);
    for (const { name, observedAttributes, elementProperties } of elements) {
      expect(observedAttributes.length, name).toBeGreaterThan(2);
      for (const [property, options] of elementProperties) {
        const { attribute: _, type, ...others } = options as Record<string, unknown>;
        expect(others, `${name}.${property}`).toEqual({});
        expect([undefined, Boolean], `${name}.${property}`).toContain(type);
      }
    }
  });

  test('is called by no element and no part of one', () => {
    const gone =
      /\b(firstUpdated|shouldUpdate|removeController|hostDisconnected|hostUpdated?|addInitializer|getPropertyDescriptor|getPropertyOptions)\b|lit\/decorators|\b(svg|mathml)`/;
    for (const file of globSync(join(folder, 'src/**/*.ts'))) {
      expect(gone.exec(readFileSync(file, 'utf8'))?.[0], file).toBeUndefined();
    }
  });
});
