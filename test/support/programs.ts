import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { root } from '../../scripts/lib/root.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs that tests start as processes of their own. */
    programs: string;
  }
}

/** What tests start, by the name that it has in the folder. */
const sources = {
  cli: 'packages/server/src/cli.ts',
  writer: 'test/server/support/writer-process.ts',
  sweeper: 'test/server/support/sweeper-process.ts',
  indexer: 'test/server/support/indexer-process.ts',
  rebuild: 'test/server/support/rebuild-process.ts',
};

export type Program = keyof typeof sources;

/** Where a program is. */
export function programFile(name: Program): string {
  return join(inject('programs'), `${name}.mjs`);
}

/** What a source finds beside itself, as the page of receipts, is beside the source and not beside the program. */
const whereSourcesAre: Plugin = {
  name: 'incident-kit:where-sources-are',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return undefined;
    return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};

/**
 * Puts each program into one file with all that it imports: hundreds of sources would be read and stripped of their
 * types whenever one starts, which takes a second, and a run starts hundreds.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Not before it is needed: only who starts the tests builds, each file that asks where a program is does not.
  const { build, defaultServerConditions } = await import('vite');
  // Native packages are found from there.
  const folder = join(root, 'node_modules/.programs', `${project.name}-${process.pid}`);
  const conditions = ['incident-kit-source', ...defaultServerConditions];
  await build({
    root,
    configFile: false,
    plugins: [whereSourcesAre],
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'pg-native'], resolve: { conditions } },
    build: {
      ssr: true,
      target: 'node22',
      outDir: relative(root, folder),
      minify: false,
      copyPublicDir: false,
      rollupOptions: {
        input: sources,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  project.provide('programs', folder);
  return () => rm(folder, { recursive: true, force: true });
}
