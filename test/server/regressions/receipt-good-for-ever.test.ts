import { expect, test } from 'vitest';
import { noLimits } from '../../support/no-limits.ts';
import { grace, refusalOf, report, testKit, visitor } from '../support/kit.ts';

const day = 86_400_000;

test('LIM-14: a receipt opens its incident until so many days after it was closed', async () => {
  const { as, clock } = testKit({ limits: { ...noLimits, receiptDays: 30 } });
  const { incident, receipt } = await as(visitor).incidents.report.mutate(report());
  const holder = as({ bearer: receipt?.token ?? '' });
  const reads = () => holder.incidents.get.query({ incident });
  clock.now += 400 * day;
  expect((await reads()).incident.incident).toBe(incident);
  await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It works.' });
  await as(grace).incidents.close.mutate({ incident });
  clock.now += 30 * day;
  expect((await reads()).incident.incident).toBe(incident);
  clock.now += 1;
  expect(await refusalOf(reads())).toMatchObject({
    code: 'receipt-ended',
    httpStatus: 410,
    details: { why: 'expired' },
  });
  const badges = await holder.badges.get.query({ incidents: [incident] });
  expect(badges.badges[incident]).toBeNull();
});
