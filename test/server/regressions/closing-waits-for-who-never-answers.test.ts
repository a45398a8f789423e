import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { receiver } from '../messages/receiver.ts';
import { telling } from '../messages/told-outside.ts';
import { report, rosa, testKit } from '../support/kit.ts';

/**
 * A kit that was asked to close waited until all receivers of messages had answered, or their time was over: longer
 * than those who ask give it.
 */
test('OUT-1: a kit closes while somebody has yet to answer to a message', async () => {
  const there = await receiver();
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  there.answer = resolve;
  const kit = testKit(telling([{ address: there.url }]));
  await kit.as(rosa).incidents.report.mutate(report());
  const response = await asked;
  const dropped = once(response, 'close').then(() => 'given up first');
  const closed = kit.kit.close().then(() => 'closed');
  expect(await Promise.race([closed, dropped])).toBe('closed');
});
