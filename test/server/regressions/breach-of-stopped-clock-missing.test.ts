import { expect, test } from 'vitest';
import { grace, report, rosa, testKit } from '../support/kit.ts';

const hour = 3_600_000;

test('SLA-18 SLA-15: what a shorter target makes of a clock that has stopped is in the log, too', async () => {
  const { kit, as, clock } = testKit();
  await as(rosa).incidents.report.mutate(report({ impact: 'low', urgency: 'low' }));
  clock.now += 5 * hour;
  await as(grace).incidents.resolve.mutate({ incident: 'INC-1', code: 'fixed', text: 'Done' });
  const input = { incident: 'INC-1', priority: 'P1', reason: 'It was one' };
  await as(grace).incidents.overridePriority.mutate(input);
  await kit.fireDue();
  const { entries, incident } = await as(grace).incidents.timeline.query({ incident: 'INC-1' });
  expect(incident.clocks.resolution.state).toBe('missed');
  const breached = entries.flatMap((each) => (each.kind === 'sla-breached' ? [each.target] : []));
  expect(breached.sort()).toEqual(['resolution', 'response']);
});
