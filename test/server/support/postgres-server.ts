import type { TestProject } from 'vitest/node';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { administer, startPostgres, template } from '../../support/postgres.ts';

/** One PostgreSQL for the whole run, with a database that has the tables, to be copied. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Nothing here outlives the server, so nothing has to be on disk.
  const server = await startPostgres(['fsync=off', 'full_page_writes=off']);
  await administer(server.url, `create database ${template}`);
  const store = await openStore(`${server.url}/${template}`);
  await store.close();
  project.provide('postgresUrl', server.url);
  return () => server.remove();
}
