import type { Documents } from '@incident-kit/server/domain';
import { grace, report, rosa, testKit } from './kit.ts';

/** A desk of two teams. */
export const teams: Documents['teams'] = {
  teams: [
    {
      id: 'desk',
      name: 'Service desk',
      tier: 1,
      members: [
        { id: 'grace', name: 'Grace Okafor', available: true },
        { id: 'jonas', name: 'Jonas Lind', available: true },
      ],
      managers: [{ id: 'hannah', name: 'Hannah Weiss' }],
      escalatesTo: 'network',
    },
    {
      id: 'network',
      name: 'Network',
      tier: 2,
      members: [{ id: 'mei', name: 'Mei Tanaka', available: true }],
      managers: [],
      escalatesTo: null,
    },
  ],
};

/** A kit with that desk and one urgent incident, INC-1. */
export async function reported(options: Parameters<typeof testKit>[0] = {}) {
  const kit = testKit({ configuration: { teams }, ...options });
  await kit.as(rosa).incidents.report.mutate(report({ impact: 'high', urgency: 'high' }));
  const incident = 'INC-1';
  return {
    ...kit,
    incident,
    desk: kit.as(grace).incidents,
    get: async (who = grace as Parameters<typeof kit.as>[0]) =>
      kit.as(who).incidents.get.query({ incident }),
    kinds: async (who = grace as Parameters<typeof kit.as>[0]) => {
      const { entries } = await kit.as(who).incidents.timeline.query({ incident });
      return entries.map((entry) => entry.kind);
    },
  };
}
