/** The on-call schedules of the tests and stories of elements. */
const grace = { id: 'grace', name: 'Grace Okafor' };
const mei = { id: 'mei', name: 'Mei Tanaka' };
const tomas = { id: 'tomas', name: 'Tomás Silva' };

const layer = (id: string, hour: number, unit: 'days' | 'weeks', people: object[]) => ({
  id,
  name: id,
  zone: 'UTC',
  start: `2026-01-05T${String(hour).padStart(2, '0')}:00`,
  length: { unit, count: 1 },
  people,
});

/** One by weeks, one by days, and one that nobody has for a long time. */
export const rota = {
  schedules: [
    { id: 'network', name: 'Network', layers: [layer('weeks', 9, 'weeks', [grace, mei, tomas])] },
    { id: 'database', name: 'Databases', layers: [layer('days', 18, 'days', [mei, tomas])] },
    {
      id: 'nights',
      name: 'Nights, not staffed yet',
      layers: [{ ...layer('nights', 20, 'days', [grace]), start: '2099-01-05T20:00' }],
    },
  ],
};
