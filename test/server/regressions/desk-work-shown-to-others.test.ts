import { publicPosition } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { grace, refusalOf, report, rosa, testKit, tom, visitor } from '../support/kit.ts';
import { listen } from '../support/live.ts';
import { reported } from '../support/reported.ts';

test('INC-18 INC-20: neither “me too” nor a list tells others what the desk does', async () => {
  const { as, desk, incident } = await reported();
  await desk.assign.mutate({ incident, team: 'desk' });
  expect(await refusalOf(as(rosa).incidents.list.query({ team: 'desk' }))).toMatchObject({
    code: 'not-allowed',
  });
  await desk.cancel.mutate({ incident, reason: 'By mistake' });
  const refusal = await refusalOf(as(tom).incidents.join.mutate({ incident }));
  expect(refusal).toMatchObject({ code: 'already-closed' });
  expect(JSON.stringify(refusal)).not.toMatch(/Grace|mistake|cancel/);
});

test('LIVE-5 INC-20: what the desk does among itself is no news of a badge, not even to who comes later', async () => {
  const kit = testKit();
  await kit.as(grace).incidents.report.mutate(report());
  await kit
    .as(grace)
    .incidents.addNote.mutate({ incident: 'INC-1', text: 'secret', visibility: 'internal' });
  const desk = { incident: 'INC-1', kind: 'problem', target: 'PRB-1' } as const;
  await kit.as(grace).incidents.link.mutate(desk);
  const stream = await listen(kit, visitor, { 'badge:INC-1': publicPosition(1) });
  expect((await stream.next())?.event).toBe('hello');
  await kit.as(grace).incidents.unlink.mutate(desk);
  await kit.as(grace).incidents.addNote.mutate({ incident: 'INC-1', text: 'for all' });
  const [change] = await stream.changes(1);
  expect(change).toMatchObject({ seq: publicPosition(2), badge: { seq: publicPosition(2) } });
  const { badges } = await kit.as(visitor).badges.get.query({ incidents: ['INC-1'] });
  expect(badges['INC-1']?.seq).toBe(publicPosition(2));
});
