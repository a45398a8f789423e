import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentToken } from './agent-token.ts';
import { siteKey } from './servers.ts';

/** A host page's own server: pages with whatever content, and tokens of an agent at `/token`. */
export async function serveHost(): Promise<{
  origin: string;
  content: string;
  close(): void;
}> {
  const served = { origin: '', content: '', close: () => void host.close() };
  const host = createServer(async (request, response) => {
    if (request.url === '/token') {
      response.setHeader('content-type', 'application/json');
      response.end(await agentToken());
      return;
    }
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><html lang="en"><title>Rows</title><body>${served.content}`);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  served.origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  return served;
}

/** The tag that loads the kit, for somebody who is signed in. */
export const loaderTag = (url: string) =>
  `<script type="module" src="${url}/kit/loader.js" data-key="${siteKey}" data-token-url="/token"></script>`;
