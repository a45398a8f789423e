/**
 * npm run dev: the kit from its sources and the demo's pages, each started anew or reloaded when one
 * of its files changes. Same ports and database as npm start.
 */
import { watch } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { streamSSE } from 'hono/streaming';
import { createDemoHost, demoPages } from '../examples/demo/host.ts';
import { writeDemoSettings } from './lib/demo-settings.ts';
import { isNew } from './lib/new-database.ts';
import { answers } from './lib/ports.ts';
import { askedToStop, exited, startNode, stop } from './lib/processes.ts';
import { root } from './lib/root.ts';
import { main, ScriptError } from './lib/steps.ts';

await main(async () => {
  const stopped = askedToStop();
  const port = Number(process.env.PORT || 4000);
  const demoPort = Number(process.env.DEMO_PORT || port + 1);
  const databaseUrl = process.env.DATABASE_URL || 'sqlite:./data/incident-kit.db';
  const kitUrl = `http://localhost:${port}`;
  const hostUrl = `http://localhost:${demoPort}`;
  const settings = await writeDemoSettings({ publicUrl: kitUrl, hostOrigins: [hostUrl] });
  const built = join(root, 'packages/widgets/dist/kit');
  await mkdir(built, { recursive: true });

  const source = '--conditions=incident-kit-source';
  // Before the kit is started: a log's time never runs backwards, and the stories are days old.
  if (await isNew(databaseUrl)) await exited(startNode([source, 'scripts/seed.ts', databaseUrl]));
  const kit = startNode(
    [
      '--watch',
      '--watch-preserve-output',
      source,
      'packages/server/src/cli.ts',
      'serve',
      '--config',
      settings.file,
    ],
    { env: { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl } },
  );
  const widgets = startNode([
    'node_modules/vite/bin/vite.js',
    'build',
    '--watch',
    '--logLevel=warn',
  ]);
  if (!(await answers(`http://127.0.0.1:${port}/healthz`, kit))) {
    await Promise.all([stop(kit), stop(widgets)]);
    throw new ScriptError('The kit did not start; what it says stands above.');
  }

  // Pages listen to /reload and load themselves again when a file of theirs or an element changes.
  const listeners = new Set<() => void>();
  let due: NodeJS.Timeout | undefined;
  for (const folder of ['examples/demo', 'packages/widgets/dist/kit']) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(due);
      due = setTimeout(() => {
        for (const tell of listeners) tell();
      }, 200);
    });
  }
  const { key: siteKey, secret } = settings.site;
  const demo = createDemoHost({ kitUrl, siteKey, secret, reload: true });
  demo.app.get('/reload', (context) =>
    streamSSE(context, async (stream) => {
      const tell = () => void stream.writeSSE({ data: 'changed' });
      listeners.add(tell);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      listeners.delete(tell);
    }),
  );
  demo.app.get('/reload.js', (context) =>
    context.body(`new EventSource('/reload').onmessage = () => location.reload();\n`, 200, {
      'content-type': 'text/javascript; charset=utf-8',
    }),
  );
  const server = serve({ fetch: demo.fetch, port: demoPort, hostname: '127.0.0.1' });

  console.log('\nPages that reload when something changes:\n');
  for (const { name, path } of demoPages) console.log(`  ${name.padEnd(14)}${hostUrl}${path}`);
  console.log('');
  await stopped;
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await Promise.all([stop(kit), stop(widgets)]);
  return 0;
});
