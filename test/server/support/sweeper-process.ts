/**
 * `node sweeper-process.ts <database> <when the clock began> <when that was> <how fast it runs>`
 *
 * A whole kit on a shared database whose clock runs faster than time. It says a line each time that it
 * found something due.
 */
import { createIncidentKit } from '@incident-kit/server';

const [database = '', began = '0', start = '0', speed = '1'] = process.argv.slice(2);
const now = () => Number(start) + Math.floor((Date.now() - Number(began)) * Number(speed));
const kit = createIncidentKit({ database, now });
process.stdout.write('ready\n');
for (;;) {
  // Refused when the database closes the connection of one who is killed, and tried again like any other.
  const fired = await kit.fireDue().catch(() => 0);
  if (fired > 0) process.stdout.write(`${fired}\n`);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
