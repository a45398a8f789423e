import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that is told things. It answers 204 until it is given another answer. */
export async function receiver() {
  const received: Received[] = [];
  let waiting: (() => void)[] = [];
  const state = {
    url: '',
    received,
    answer: (response: ServerResponse, _request: Received): void =>
      void response.writeHead(204).end(),
    /** Resolves when it was told this often. */
    async has(count: number): Promise<void> {
      while (received.length < count) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
  const server = createServer(async (request, response) => {
    const one = { path: request.url ?? '', headers: request.headers, body: await text(request) };
    received.push(one);
    for (const each of waiting) each();
    waiting = [];
    state.answer(response, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}
