/** What Veldmoor's services are to achieve, and what the shop counts of its orders. */
const minute = 60_000;

export const objectives = {
  objectives: [
    {
      ...{ id: 'orders', name: 'Orders go through', service: 'web-shop', target: 99.9 },
      ...{ indicator: { kind: 'measurements' }, isPublic: true },
    },
    {
      ...{ id: 'mail', name: 'Mail is there', service: 'email', target: 99.5 },
      indicator: { kind: 'incidents', priority: 'P2' },
    },
  ],
};

/**
 * Orders of each hour of four weeks and of each minute of the last six hours: on two days the provider of payments was
 * away for a while.
 */
export function ordersUntil(now: number) {
  const last = Math.floor(now / minute) * minute - minute;
  const hours = Array.from({ length: 27 * 24 - 7 }, (_, index) => (index + 7) * 60);
  return [...Array(360).keys(), ...hours].map((ago) => {
    const hour = Math.floor(ago / 60);
    const total = 180 + ((ago * 37) % 60);
    const bad = hour === 130 || hour === 131 || hour === 450 ? 31 : ago % 180 === 0 ? 1 : 0;
    const begun = new Date(last - ago * minute).toISOString();
    return { objective: 'orders', minute: begun, good: total - bad, total };
  });
}
