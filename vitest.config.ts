import { globSync, readFileSync } from 'node:fs';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/test/longest-first.ts';

// Tests run the sources of the workspace's packages, not what was built of them last.
const conditions = ['incident-kit-source', ...defaultServerConditions];
const fromSource = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** Who asks, and how, and what becomes of it outside: no database is another for that. Once is enough. */
const edges = [
  'access',
  'allowed-actions',
  'client-address',
  'exchange',
  'host-tokens',
  'learning/categories',
  'learning/imported',
  'learning/teams',
  'live-sockets',
  'mounting',
  'observability',
  'problem-hints',
  'snippets-of-the-guide',
  'verified-tokens',
  'messages/slack-clicks',
  'messages/teams-commands',
  'messages/telephone-and-teams',
  'signals/every-kind',
  'signals/mappings',
  'signals/real-alertmanager',
  'signals/real-chain',
  'regressions/advice-that-settings-refuse',
  'regressions/host-believed',
  'regressions/invisible-text-taken',
  'regressions/kept-badges-answered-to-others',
  'regressions/picture-shown-on-any-page',
  'regressions/role-of-any-site-believed',
  'regressions/token-from-the-future',
  'regressions/too-much-asked-at-once',
].map((name) => `test/server/${name}.test.ts`);

/** Tests that need a database: what they prove must hold on every engine. */
const onEveryEngine = globSync('test/server/**/*.test.ts', {
  exclude: ['test/server/sqlite/**', 'test/server/postgres/**', ...edges],
}).filter((file) => /from '.*\/support\/(kit|database)\.ts'/.test(readFileSync(file, 'utf8')));

// Much of a test is waiting for a disk, a server or another process: two workers leave a third of two cores idle.
// Files share the modules of their worker, since reading these anew for each took a third of the time: what one
// changes there it has to put back. The timeouts bound what never ends; how fast it is depends on the machine.
const patience = { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 3, isolate: false };

/** Three kinds of test that run in Node; the elements' own run in a browser (web-test-runner). */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...fromSource,
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          exclude: ['test/server/postgres/**'],
          globalSetup: ['test/support/programs.ts', 'test/server/support/sqlite-template.ts'],
          provide: { engine: 'sqlite', postgresUrl: '' },
          ...patience,
        },
      },
      {
        // The same tests, on the other engine.
        ...fromSource,
        test: {
          name: 'postgres',
          include: [...onEveryEngine, 'test/server/postgres/*.test.ts'],
          globalSetup: ['test/support/programs.ts', 'test/server/support/postgres-server.ts'],
          provide: { engine: 'postgres', sqliteTemplate: '' },
          ...patience,
        },
      },
      {
        // What `npm run build` makes: its bytes, its exports, and what the sources may import.
        test: {
          name: 'build',
          include: ['test/{build,packages,widgets-build}/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        ...fromSource,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/programs.ts', 'test/e2e/support/browser-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
          // Modules are shared by a worker's files here as well: reading them anew took a sixth of the time.
          // Every file starts its own server and pages; two at a time are all that two cores bear.
          maxWorkers: 2,
        },
      },
    ],
  },
});
