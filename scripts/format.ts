/** npm run format: writes every file as `npm run check` wants it. */
import { join } from 'node:path';
import { run } from './lib/processes.ts';
import { root } from './lib/root.ts';
import { main } from './lib/steps.ts';

await main(async () => {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { code, output } = await run(process.execPath, [biome, 'check', '--write', '.']);
  console.log(output.trim());
  return code;
});
