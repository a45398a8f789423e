import { createIncidentKit } from '@incident-kit/server';
import { expect, test } from 'vitest';
import { intranet, refusalOf, rosa, testKit, visitor, withKit } from '../support/kit.ts';

const { key, ...more } = intranet;

for (const origin of [
  'https://other.example',
  'http://127.0.0.1:8080',
  'capacitor://localhost',
  'chrome-extension://abcdefghijklmnop',
]) {
  test(`ACC-2: whoever adds ${origin} as they are told has a site that works`, async () => {
    const { as } = testKit();
    const { message } = await refusalOf(as({ ...rosa, origin }).forms.report.query());
    expect(message).toContain(`${origin} may not use the key`);
    expect(message).toContain('Add it to the origins of the site');
    await withKit(
      async ({ as: asThere }) => {
        await asThere({ ...visitor, origin }).forms.report.query();
      },
      { sites: [{ key, ...more, origins: [origin] }] },
    );
  });
}

for (const origin of ['null', 'file://']) {
  test(`ACC-2: a page without an origin (${origin}) is not told to add what settings refuse`, async () => {
    const { as } = testKit();
    const { code, message } = await refusalOf(as({ ...rosa, origin }).forms.report.query());
    expect(code).toBe('origin-not-allowed');
    expect(message).toContain(`A page without an origin (${origin})`);
    expect(message).not.toContain('Add it');
    expect(() => createIncidentKit({ sites: [{ key, ...more, origins: [origin] }] })).toThrow(
      /Write an origin exactly as a browser sends it/,
    );
  });
}
