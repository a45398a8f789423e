/** npm run check: types, lint and import directions, in seconds. */
import { checks } from './lib/checks.ts';
import { main, step } from './lib/steps.ts';

await main(async () => {
  let wrong = 0;
  for (const { name, look } of checks) {
    const complaints = await step(name, look, (found) => found !== '');
    if (complaints) {
      wrong++;
      console.log(`\n${complaints}\n`);
    }
  }
  console.log(wrong === 0 ? 'All in order.' : `${wrong} of ${checks.length} checks failed.`);
  return wrong === 0 ? 0 : 1;
});
