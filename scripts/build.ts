/** npm run build: builds what is out of date, and writes the reference. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { commandsReference, commandsReferenceFile } from './lib/commands-reference.ts';
import { root } from './lib/root.ts';
import { main } from './lib/steps.ts';

await main(async () => {
  await buildWhatIsOutOfDate();
  await writeFile(join(root, commandsReferenceFile), commandsReference());
  return 0;
});
