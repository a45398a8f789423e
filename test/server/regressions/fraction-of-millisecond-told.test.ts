import { slaPoliciesSchema } from '@incident-kit/server/domain';
import { expect, test } from 'vitest';
import { grace, report, rosa, testKit } from '../support/kit.ts';

test('SLA-4: a share of a target that is no whole number of milliseconds is told in whole ones', async () => {
  const policies = slaPoliciesSchema.parse({
    policies: [{ id: 'all', name: 'All', warnAt: 0.333333, targets: { response: 100_000 } }],
  });
  const { as } = testKit({ configuration: { 'sla-policies': policies } });
  await as(rosa).incidents.report.mutate(report());
  const { incident } = await as(grace).incidents.get.query({ incident: 'INC-1' });
  expect((incident.clocks.response.warnAt ?? 0) - incident.reportedAt).toBe(33_333);
});
