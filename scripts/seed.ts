/** Fills the demo's database, named by the first argument, as `npm start` does with an empty one. */
import { seed } from '../examples/demo/seed.ts';
import { readDemoSettings } from './lib/demo-settings.ts';
import { main } from './lib/steps.ts';

await main(async () => {
  const [databaseUrl = 'sqlite:./data/incident-kit.db'] = process.argv.slice(2);
  await seed({ ...(await readDemoSettings()), databaseUrl });
  return 0;
});
