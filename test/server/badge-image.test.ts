import { expect, test } from 'vitest';
import { base, grace, rosa, testKit } from './support/kit.ts';

const hour = 3_600_000;

function pictures({ kit }: ReturnType<typeof testKit>) {
  return async (target = 'resolution') => {
    const path = `/badges/incident/INC-1.svg?key=pk_intranet&target=${target}`;
    const response = await kit.fetch(new Request(`${base}${path}`));
    expect(response.status).toBe(200);
    return /aria-label="([^"]*)"/.exec(await response.text())?.[1];
  };
}

test('SLA-7: the picture of a paused clock says what is left, however long it waits', async () => {
  const kit = testKit();
  const { as, clock } = kit;
  const says = pictures(kit);
  await as(rosa).incidents.report.mutate({
    key: 'badge-image-1',
    title: 'The printer is on fire',
    impact: 'high',
    urgency: 'high',
  });
  clock.now += hour;
  await as(grace).incidents.hold.mutate({
    incident: 'INC-1',
    to: 'waiting-vendor',
    reason: 'They send a part',
  });
  expect(await says()).toBe('INC-1 · Paused, 3 h left');
  clock.now += 50 * hour;
  expect(await says()).toBe('INC-1 · Paused, 3 h left');
  await as(grace).incidents.resume.mutate({ incident: 'INC-1' });
  expect(await says()).toBe('INC-1 · Due in 3 h');
  clock.now += 2 * hour;
  await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'New part' });
  expect(await says()).toBe('INC-1 · Met, 1 h to spare');
});

test('SLA-7: there is a picture also of a clock that there is not', async () => {
  const kit = testKit();
  await kit.as(rosa).incidents.report.mutate({
    key: 'badge-image-2',
    title: 'The printer is on fire',
    impact: 'high',
    urgency: 'high',
  });
  expect(await pictures(kit)('update')).toBe('INC-1 · No target');
});
