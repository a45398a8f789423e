import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { createDemoHost } from '../../../examples/demo/host.ts';
import { secret, siteKey } from './kit-process.ts';
import type { World } from './world.ts';

/** The demo's own pages, in front of a kit that knows their origin; gone with the test. */
export async function openDemo({ kit, demoUrl }: World): Promise<string> {
  const { hostname, port } = new URL(demoUrl);
  const { fetch } = createDemoHost({ kitUrl: kit.url, siteKey, secret });
  const server = serve({ fetch, hostname, port: Number(port) });
  onTestFinished(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return demoUrl;
}
