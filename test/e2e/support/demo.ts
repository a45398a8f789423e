import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { createDemoHost } from '../../../examples/demo/host.ts';
import { freePort } from '../../../scripts/lib/ports.ts';
import { secret, siteKey } from './kit-process.ts';
import type { World } from './world.ts';

/** The demo's own pages, in front of a kit that knows their origin; gone with the test. */
export async function openDemo(world: World): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await world.kit.stop();
  await world.kit.configure([url]);
  await world.kit.start();
  const { fetch } = createDemoHost({ kitUrl: world.kit.url, siteKey, secret });
  const server = serve({ fetch, port, hostname: '127.0.0.1' });
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return url;
}
