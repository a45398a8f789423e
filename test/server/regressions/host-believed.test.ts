import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { headersOf, intranet, report, testKit } from '../support/kit.ts';

/** Sends bytes as they are, and reads the status of the answer. */
async function statusOf(url: string, lines: string[]): Promise<number> {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
}

test('ACC-15: a page whose name leads to the server is not one of the server’s own', async () => {
  const body = JSON.stringify(report());
  const ask = (
    kit: ReturnType<typeof testKit>['kit'],
    host: string,
    origin: string,
    path: string,
  ) =>
    kit.fetch(
      new Request(`http://${host}${path}`, {
        method: 'POST',
        headers: {
          origin,
          'content-type': 'application/json',
          'x-incident-kit-key': intranet.key,
        },
        body,
      }),
    );
  const path = '/trpc/incidents.report';
  const open = testKit().kit;
  // Where nothing is said, whoever has another name is served as a page of another site.
  expect((await ask(open, 'evil.example', 'http://evil.example', path)).status).toBe(403);
  expect((await ask(open, 'evil.example:80', 'http://evil.example', path)).status).toBe(403);
  expect((await ask(open, 'evil.example', 'https://intranet.example', path)).status).toBe(200);
  expect((await ask(open, 'localhost:4000', 'http://localhost:4000', path)).status).toBe(200);
  expect((await ask(open, 'localhost:4000', 'http://localhost:3000', path)).status).toBe(403);

  const listed = testKit({ publicUrl: 'https://kit.example', hosts: ['kit.internal:4000'] }).kit;
  expect((await ask(listed, 'evil.example', 'http://evil.example', path)).status).toBe(421);
  expect((await ask(listed, 'evil.example', 'https://intranet.example', path)).status).toBe(421);
  expect((await ask(listed, 'kit.example', 'https://kit.example', path)).status).toBe(200);
  expect((await ask(listed, 'kit.internal:4000', 'https://kit.example', path)).status).toBe(200);
  expect((await ask(listed, 'kit.internal:4001', 'https://kit.example', path)).status).toBe(421);
  // A receipt opens nothing there either, nor is there a page to read one.
  const receipt = await listed.fetch(new Request('http://evil.example/receipt'));
  expect(receipt.status).toBe(421);
  // Probes ask by an address.
  expect((await listed.fetch(new Request('http://10.0.0.7:4000/healthz'))).status).toBe(200);
});

test('ACC-15: an impossible host, two of them or two bearers are refused, and are no fault of the server', async () => {
  const { kit, clock } = testKit();
  const { url } = await kit.start({ port: 0 });
  const { authorization = '' } = await headersOf({ role: 'agent', sub: 'a' }, clock.now);
  const get = 'GET /trpc/forms.report?key=pk_intranet HTTP/1.1';
  const end = 'Connection: close';
  const host = 'Host: 127.0.0.1';
  expect(await statusOf(url, [get, host, end])).toBe(200);
  for (const odd of [
    'a b',
    '[',
    '[::1',
    'a:99999',
    'a:b',
    '%',
    'a/b',
    'a@b',
    '<a>',
    '',
    'ä.example',
    '1.2.3.4.5.6:',
  ]) {
    expect(await statusOf(url, [get, `Host: ${odd}`, end]), odd).toBe(400);
    expect(await statusOf(url, ['GET /healthz HTTP/1.1', `Host: ${odd}`, end]), odd).toBe(400);
  }
  expect(await statusOf(url, [get, host, 'Host: evil.example', end])).toBe(400);
  const bearer = `Authorization: ${authorization}`;
  expect(await statusOf(url, [get, host, bearer, end])).toBe(200);
  expect(await statusOf(url, [get, host, bearer, 'authorization: Bearer x', end])).toBe(400);
  expect(await statusOf(url, [get, host, 'Origin: http://a', 'Origin: http://b', end])).toBe(400);
});
