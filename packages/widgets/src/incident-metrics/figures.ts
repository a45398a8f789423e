import type { KitApi } from '../client/api.ts';

export type Answer = Awaited<ReturnType<KitApi['metrics']['dashboard']['query']>>;
export type Query = NonNullable<Parameters<KitApi['metrics']['dashboard']['query']>[0]>;
export type BehindQuery = Parameters<KitApi['metrics']['incidents']['query']>[0];
/** Where the time went, by team. */
export type Flow = Awaited<ReturnType<KitApi['metrics']['process']['query']>>;
export type FlowPart = Parameters<KitApi['metrics']['processIncidents']['query']>[0]['of'];
export type FigureName = keyof Answer['figures'];
/** A figure of whichever kind. */
export type Figure = NonNullable<Answer['figures'][FigureName]>;
export type Point = Figure['points'][number];

/** What everybody is told, where a site publishes it. */
export type PublicAnswer = Awaited<ReturnType<KitApi['metrics']['public']['query']>>;

/** Of the incidents behind a figure, only these: a part of it, a point of its chart, an age, an hour. */
export type Narrowed = Partial<Omit<BehindQuery, 'figure' | 'zone'>>;

/** What a figure says in one number: milliseconds, a share, or a count; null for nothing to tell. */
export function numberOf(value: Figure['value']): number | null {
  if ('median' in value) return value.median;
  return 'share' in value ? value.share : value.n;
}

/** Whether there is anything to show figures of. */
export function hasIncidents({ period, figures, backlogByAge }: Answer): boolean {
  const some = Object.values(figures).some(({ value }) => value.n > 0);
  return some || !period.beginsBeforeData || backlogByAge.counts.some((count) => count > 0);
}
