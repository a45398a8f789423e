/**
 * How many badges a second one server answers, beside a bare `node:http` server that answers the same
 * bytes and does nothing else. The load comes from a process of its own on the other core.
 */

import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpLink } from '@trpc/client';
import { answersPerSecond, printBeside, sideBySide } from './support/load.ts';
import { serveBytes, serveKit, siteKey } from './support/servers.ts';

const connections = 32;
const seconds = 3;
const rounds = 3;

const kit = await serveKit();
const headers = { 'x-incident-kit-key': siteKey };
const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: `${kit.url}/trpc`, headers })],
});
for (let index = 0; index < 40; index += 1) {
  await client.incidents.report.mutate({
    key: `bench-badge-${index}`,
    title: `Incident ${index}`,
    impact: 'medium',
    urgency: 'medium',
  });
}

const path = (count: number) => {
  const incidents = Array.from({ length: count }, (_, index) => `INC-${index + 1}`);
  return `/trpc/badges.get?input=${encodeURIComponent(JSON.stringify({ incidents }))}`;
};

for (const count of [1, 40]) {
  const url = `${kit.url}${path(count)}&key=${siteKey}`;
  const body = await (await fetch(url)).text();
  const floor = await serveBytes(body);
  console.log(
    `${count === 1 ? 'One badge' : `${count} badges`} an answer (${body.length.toLocaleString('en')} bytes), ${connections} connections:\n`,
  );
  printBeside(
    await sideBySide(rounds, [
      {
        name: 'bare node:http, the same bytes',
        measure: () => answersPerSecond({ url: floor.url, connections, seconds }),
      },
      { name: 'badges.get', measure: () => answersPerSecond({ url, connections, seconds }) },
      {
        name: 'badges.get, the key in a header',
        measure: () =>
          answersPerSecond({ url: `${kit.url}${path(count)}`, headers, connections, seconds }),
      },
      {
        // What this header says is nothing special, but a call that says it is not exchanged.
        name: 'badges.get, by tRPC’s own handler',
        measure: () =>
          answersPerSecond({
            url: `${kit.url}${path(count)}`,
            headers: { ...headers, 'trpc-accept': 'application/json' },
            connections,
            seconds,
          }),
      },
    ]),
  );
  console.log();
  await floor.stop();
}
await kit.stop();
