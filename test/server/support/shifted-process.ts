/**
 * `node shifted-process.ts <database> <milliseconds>`
 *
 * A whole instance on a machine whose clock is off by that much. It says a line of JSON when it listens
 * (`url`), for each line that it logs, and for each line of its input, after it has looked for what has
 * fallen due (`fired`).
 */
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { intranet } from './sites.ts';

const [database = '', ms = '0'] = process.argv.slice(2);
const { now } = Date;
Date.now = () => now() + Number(ms);

// Only now: whoever keeps `Date.now` has the wrong clock, too.
const { createIncidentKit } = await import('@incident-kit/server');
const kit = createIncidentKit({ database, sites: [intranet], logger: pino() });
const { url } = await kit.start({ port: 0 });
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
say({ url });
createInterface({ input: process.stdin }).on('line', async () => {
  say({ fired: await kit.fireDue() });
});
