/**
 * npm start: the kit on PORT (4000), and on DEMO_PORT (PORT + 1) the demo's host server, whose pages
 * embed the kit's elements from there as pages of another origin do.
 */
import { serve } from '@hono/node-server';
import { createDemoHost, demoPages } from '../examples/demo/host.ts';
import { buildWhatIsOutOfDate } from './lib/build.ts';
import { writeDemoSettings } from './lib/demo-settings.ts';
import { isNew } from './lib/new-database.ts';
import { answers, isFree } from './lib/ports.ts';
import { askedToStop, exited, hasExited, startNode, stop } from './lib/processes.ts';
import { main, ScriptError, step } from './lib/steps.ts';

function portFrom(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new ScriptError(`${name} is “${text}”; it has to be a number from 1 to 65535.`);
}

await main(async () => {
  const stopped = askedToStop();
  const port = portFrom('PORT', 4000);
  const demoPort = portFrom('DEMO_PORT', port + 1);
  const host = process.env.HOST || '127.0.0.1';
  const databaseUrl = process.env.DATABASE_URL || 'sqlite:./data/incident-kit.db';
  const kitUrl = `http://localhost:${port}`;
  const hostUrl = `http://localhost:${demoPort}`;

  await buildWhatIsOutOfDate();
  for (const [name, wanted] of [
    ['PORT', port],
    ['DEMO_PORT', demoPort],
  ] as const) {
    if (await isFree(wanted, host)) continue;
    throw new ScriptError(
      `Port ${wanted} is taken by another program. End that one, or choose another: ${name}=${wanted + 10} npm start`,
    );
  }

  const settings = await writeDemoSettings({
    publicUrl: kitUrl,
    hostOrigins: [hostUrl, `http://127.0.0.1:${demoPort}`],
  });
  const startKit = async () => {
    const kit = startNode(['packages/server/dist/cli.js', 'serve', '--config', settings.file], {
      env: {
        LOG_LEVEL: 'warn',
        ...process.env,
        PORT: String(port),
        HOST: host,
        DATABASE_URL: databaseUrl,
      },
      // A group of its own: Ctrl-C reaches this process alone, which then ends both in order.
      detached: true,
    });
    if (!(await answers(`http://${host}:${port}/healthz`, kit))) {
      await stop(kit);
      throw new ScriptError('The kit did not start; what it says stands above.');
    }
    return kit;
  };

  const demo = createDemoHost({
    kitUrl,
    siteKey: settings.site.key,
    secret: settings.site.secret,
  });
  // Before the kit is started: a log's time never runs backwards, and the stories are days old.
  const isFirst = await isNew(databaseUrl);
  if (isFirst) {
    await step('Making the demo’s incidents', async () => {
      const { seed } = await import('../examples/demo/seed.ts');
      await seed({ ...settings, databaseUrl });
    });
  }
  const kit = await startKit();

  const server = serve({ fetch: demo.fetch, port: demoPort, hostname: host });
  if (isFirst) {
    const { sendFirstAlerts } = await import('../examples/demo/monitoring.ts');
    await sendFirstAlerts(kitUrl, settings.sourceSecret);
  }
  const rows = demoPages.map(({ path, name }) => [name, `${hostUrl}${path}`] as const);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  console.log('\nIncident Kit is running. Pages that embed it:\n');
  for (const [name, url] of rows) console.log(`  ${name.padEnd(width)}${url}`);
  console.log(`\n  ${'The kit'.padEnd(width)}${kitUrl}`);
  console.log(`  ${'Database'.padEnd(width)}${databaseUrl.replace(/\/\/[^@/]*@/, '//…@')}`);
  console.log('\nCtrl-C ends it.');

  const reason = await Promise.race([stopped, exited(kit)]);
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  if (hasExited(kit)) {
    console.error(
      `The kit ended by itself (${reason ?? 'by a signal'}); what it says stands above.`,
    );
    return 1;
  }
  await stop(kit);
  return 0;
});
