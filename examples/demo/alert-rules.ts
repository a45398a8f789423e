/** What becomes of what Veldmoor's monitoring says, and what it watches besides. */
const minute = 60_000;

export const signals = {
  rules: [
    {
      id: 'test-systems',
      name: 'Test systems are only listed',
      when: { labels: { environment: ['test', 'staging'] } },
      outcome: { raise: false },
    },
    {
      id: 'parcels',
      name: 'Parcels: one incident for all',
      when: { labels: { service: ['order-tracking'] } },
      outcome: { groupBy: ['service'], pauseMs: 5 * minute },
    },
  ],
  severities: [
    { words: ['critical', 'page'], impact: 'high', urgency: 'high' },
    { words: ['error'], impact: 'medium', urgency: 'high' },
    { words: ['info'], impact: 'low', urgency: 'low' },
  ],
  otherwise: { impact: 'medium', urgency: 'medium' },
  serviceLabels: ['service'],
  settleMs: 2 * minute,
  reopenWithinMs: 30 * minute,
  groupWithinMs: 10 * minute,
  anomalies: {
    services: [{ service: 'web-shop', reports: 'propose', signals: 'propose' }],
    numbers: [
      {
        ...{ source: 'warehouse', name: 'parcels-waiting', service: 'order-tracking' },
        outcome: 'propose',
      },
    ],
  },
};

const everyMs = 5 * minute;

/** A day and a half of parcels that wait, of which the last hour is not as it was. */
export function parcelsWaiting(now: number): { name: string; value: number; at: string }[] {
  return Array.from({ length: 340 }, (_, index) => {
    const usual = 60 + 20 * Math.sin((index * 2 * Math.PI) / 288) + ((index * 37) % 13) / 2;
    return {
      name: 'parcels-waiting',
      value: Math.round(index < 328 ? usual : usual * (1.6 + (index - 328) / 8)),
      at: new Date(now - (339 - index) * everyMs).toISOString(),
    };
  });
}
