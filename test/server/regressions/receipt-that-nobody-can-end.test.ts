import { expect, test } from 'vitest';
import {
  base,
  grace,
  headersOf,
  refusalOf,
  report,
  rosa,
  testKit,
  visitor,
} from '../support/kit.ts';
import { ask, listen } from '../support/live.ts';
import { uploadTo } from '../support/uploads.ts';

const ended = (why: string) => ({ code: 'receipt-ended', httpStatus: 410, details: { why } });

test('LIM-15: a receipt that the desk has revoked opens nothing, and says so to whoever holds it', async () => {
  const kit = testKit();
  const { as } = kit;
  const sent = report();
  const { incident, receipt } = await as(visitor).incidents.report.mutate(sent);
  const other = await as(visitor).incidents.report.mutate(report());
  const bearer = receipt?.token ?? '';
  const holder = as({ bearer });
  const stranger = as({ bearer: `${bearer.slice(0, -1)}${bearer.endsWith('A') ? 'B' : 'A'}` });
  const desk = as(grace).incidents;
  const upload = async () =>
    kit.kit.fetch(
      new Request(`${base}/uploads`, {
        method: 'POST',
        headers: await headersOf({ bearer }, kit.clock.now),
        body: JSON.stringify({ name: 'a.txt', size: 1 }),
      }),
    );
  expect((await upload()).status).toBe(201);
  const { incident: seen } = await holder.incidents.get.query({ incident });
  expect(
    (await holder.badges.get.query({ incidents: [incident] })).badges[incident],
  ).not.toBeNull();
  const topics = { [`incident:${incident}`]: seen.seq, [`badge:${incident}`]: seen.seq };
  const streams = await Promise.all([
    listen(kit, { bearer }, topics),
    listen(kit, { bearer }, topics),
  ]);
  const others = await listen(
    kit,
    { bearer: other.receipt?.token ?? '' },
    {
      [`incident:${other.incident}`]: seen.seq,
    },
  );
  for (const stream of [...streams, others]) expect((await stream.next())?.event).toBe('hello');
  // Only the desk may, and only where one was given.
  expect((await desk.get.query({ incident })).may).toContain('revoke-receipts');
  expect((await holder.incidents.get.query({ incident })).may).not.toContain('revoke-receipts');
  expect(await refusalOf(holder.incidents.revokeReceipts.mutate({ incident }))).toMatchObject({
    code: 'not-allowed',
  });

  await desk.revokeReceipts.mutate({ incident, reason: 'It was posted in a chat' });
  const text = 'Still there?';
  const tries = [
    holder.incidents.get.query({ incident }),
    holder.incidents.timeline.query({ incident }),
    holder.incidents.addNote.mutate({ incident, text, key: 'after-the-end' }),
    holder.incidents.cancel.mutate({ incident, reason: text }),
    holder.incidents.confirm.mutate({ incident, fixed: true }),
  ];
  for (const each of tries) expect(await refusalOf(each)).toMatchObject(ended('revoked'));
  expect((await holder.badges.get.query({ incidents: [incident] })).badges[incident]).toBeNull();
  for (const stream of streams) {
    expect(await stream.next()).toMatchObject({ event: 'bye', data: { reason: 'receipt-ended' } });
    expect(await stream.next()).toBeNull();
  }
  for (const refused of [await upload(), await ask(kit, { bearer }, topics)]) {
    expect(refused.status).toBe(410);
  }
  // The same report again is answered with the same link, which is as dead.
  const again = await as(visitor).incidents.report.mutate(sent);
  expect(again.receipt?.token).toBe(bearer);
  expect(await refusalOf(holder.incidents.get.query({ incident }))).toMatchObject(ended('revoked'));

  // Whoever never held it learns nothing, nor does the holder of another.
  expect(await refusalOf(stranger.incidents.get.query({ incident }))).toMatchObject({
    code: 'receipt-invalid',
  });
  const elsewhere = as({ bearer: other.receipt?.token ?? '' }).incidents;
  expect(await refusalOf(elsewhere.get.query({ incident }))).toMatchObject({
    code: 'incident-not-found',
  });
  await desk.addNote.mutate({ incident: other.incident, text: 'Looking' });
  expect((await others.next())?.event).toBe('change');

  const { entries, may } = await desk.timeline.query({ incident });
  expect(entries.at(-1)).toMatchObject({
    kind: 'receipts-revoked',
    reason: 'It was posted in a chat',
  });
  expect(may).not.toContain('revoke-receipts');
  expect(await refusalOf(desk.revokeReceipts.mutate({ incident }))).toMatchObject({
    code: 'nothing-changed',
    details: { what: 'receipts-revoked' },
  });
  const known = await as(rosa).incidents.report.mutate(report());
  expect(await refusalOf(desk.revokeReceipts.mutate({ incident: known.incident }))).toMatchObject({
    code: 'nothing-changed',
    details: { what: 'no-receipts' },
  });
});

test('LIM-15: an address of a file that was given to a receipt ends with it', async () => {
  const { kit, clock, as } = testKit();
  const { incident, receipt } = await as(visitor).incidents.report.mutate(report());
  const bearer = receipt?.token ?? '';
  const { id } = await uploadTo(kit, { bearer }, clock.now, 'Who was at the gate');
  const { entry } = await as({ bearer }).incidents.addNote.mutate({
    incident,
    text: 'Here',
    attachments: [id],
  });
  const desk = as(grace);
  const { entries } = await desk.incidents.timeline.query({ incident });
  const ofDesk = { incident, entry: entries.at(-1)?.seq ?? 0, file: 0 };
  const links = await Promise.all([
    as({ bearer }).attachments.link.query({ incident, entry: entry.seq, file: 0 }),
    desk.attachments.link.query(ofDesk),
  ]);
  const opened = () =>
    Promise.all(
      links.map(async ({ url }) => {
        const { pathname, search } = new URL(url);
        return (await kit.fetch(new Request(base + pathname + search))).status;
      }),
    );
  expect(await opened()).toEqual([200, 200]);
  await desk.incidents.revokeReceipts.mutate({ incident });
  expect(await opened()).toEqual([404, 200]);
});
