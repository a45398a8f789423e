import { join } from 'node:path';
import { findForbiddenImports } from './import-directions.ts';
import { run } from './processes.ts';
import { root } from './root.ts';

export interface Check {
  name: string;
  /** What is wrong, as it shall be printed; empty when nothing is. */
  look: () => Promise<string>;
}

async function complaintsOf(program: string, args: string[]): Promise<string> {
  const { code, output } = await run(program, args);
  return code === 0 ? '' : output.trim() || `${program} ended with code ${code}.`;
}

/** What can be known without running anything: types, lint, import directions. */
export const checks: Check[] = [
  {
    name: 'Types',
    look: () =>
      complaintsOf(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']),
  },
  {
    name: 'Lint and format',
    look: () =>
      complaintsOf(process.execPath, [
        join(root, 'node_modules/@biomejs/biome/bin/biome'),
        'check',
        '--error-on-warnings',
        '.',
      ]),
  },
  {
    name: 'Import directions',
    look: async () => (await findForbiddenImports()).join('\n'),
  },
];
