import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { KitProcess } from './support/kit-process.ts';
import { test } from './support/world.ts';

describe('a kit whose port another has', () => {
  test('does not take the answers of that one for its own', async ({ world }) => {
    const folder = await mkdtemp(join(tmpdir(), 'incident-kit-e2e-'));
    const kit = new KitProcess({ port: Number(new URL(world.kit.url).port), folder });
    await kit.configure([world.host.url]);
    await expect(kit.start()).rejects.toThrow(/Port \d+ is taken/);
    await rm(folder, { recursive: true });
  });
});
