/** npm run build: builds what is out of date. */
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { main } from './lib/steps.ts';

await main(async () => {
  await buildWhatIsOutOfDate();
  return 0;
});
