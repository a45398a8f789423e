import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { publicPosition } from '@incident-kit/server/domain';
import express from 'express';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clientOf, grace, refusalOf, report, rosa, testKit } from './support/kit.ts';
import { StreamReader } from './support/live.ts';

async function listenOn(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Kit = ReturnType<typeof testKit>['kit'];

const hosts: Record<string, (kit: Kit) => Server> = {
  'plain node:http': (kit) => createServer(getRequestListener(kit.fetch)),
  Express: (kit) => {
    const app = express();
    app.get('/own', (_request, response) => response.send('of the host'));
    app.use(getRequestListener(kit.fetch));
    return createServer(app);
  },
  Hono: (kit) => {
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.get('/own', (context) => context.text('of the host'));
    app.all('*', (context) => kit.fetch(context.req.raw, context.env));
    return createServer(getRequestListener(app.fetch));
  },
};

describe('mounting', () => {
  for (const [name, mount] of Object.entries(hosts)) {
    test(`API-2 LIVE-2: ${name} carries calls, refusals and the stream`, async () => {
      const { kit, clock } = testKit();
      const url = await listenOn(mount(kit));
      const client = (who: typeof rosa) => clientOf(fetch, who, () => clock.now, url);
      expect((await client(rosa).incidents.report.mutate(report())).incident).toBe('INC-1');
      const tooLarge = client(rosa).incidents.report.mutate(report({ title: 'x'.repeat(300_000) }));
      expect((await refusalOf(tooLarge)).code).toBe('body-too-large');
      const stream = new StreamReader(
        await fetch(`${url}/live?topics=badge:INC-1&after=${publicPosition(1)}&key=pk_intranet`),
      );
      expect((await stream.next())?.event).toBe('hello');
      await client(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
      expect(await stream.changes(1)).toMatchObject([
        { topic: 'badge:INC-1', seq: publicPosition(2) },
      ]);
      await stream.close();
      if (name !== 'plain node:http')
        expect(await (await fetch(`${url}/own`)).text()).toBe('of the host');
    });
  }

  test('LIVE-6: a kit that listens by itself closes in good order, streams and all', async () => {
    const { kit, as } = testKit();
    await as(rosa).incidents.report.mutate(report());
    const { url, port } = await kit.start({ port: 0 });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const stream = new StreamReader(
      await fetch(`${url}/live?topics=badge:INC-1&after=${publicPosition(1)}&key=pk_intranet`),
    );
    expect((await stream.next())?.event).toBe('hello');
    await kit.close();
    expect(await stream.next()).toMatchObject({ event: 'bye', data: { reason: 'shutting-down' } });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    await kit.close(); // twice is once
  });
});
