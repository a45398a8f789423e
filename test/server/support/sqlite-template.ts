import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../../packages/server/src/store/open-store.ts';

/** A file that has the tables, to be copied: to make them anew takes ten times as long, and a run has a thousand. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'incident-kit-template-'));
  const file = join(folder, 'kit.db');
  const store = await openStore(`sqlite:${file}`);
  await store.close();
  project.provide('sqliteTemplate', file);
  return () => rm(folder, { recursive: true, force: true });
}
