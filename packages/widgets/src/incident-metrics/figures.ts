import type { KitApi } from '../client/api.ts';

export type Answer = Awaited<ReturnType<KitApi['metrics']['dashboard']['query']>>;
export type Query = NonNullable<Parameters<KitApi['metrics']['dashboard']['query']>[0]>;
export type BehindQuery = Parameters<KitApi['metrics']['incidents']['query']>[0];
export type FigureName = keyof Answer['figures'];
/** A figure of whichever kind. */
export type Figure = NonNullable<Answer['figures'][FigureName]>;
export type Point = Figure['points'][number];

/** In the order in which they are shown. */
export const figureNames: readonly FigureName[] = [
  'time-to-acknowledge',
  'time-to-first-response',
  'time-to-resolve',
  'time-between-failures',
  'response-met',
  'resolution-met',
  'created',
  'resolved',
  'backlog',
  'overdue',
  'breaching-soon',
  'reopened',
  'escalated',
];

/** What a figure says in one number: milliseconds, a share, or a count; null for nothing to tell. */
export function numberOf(value: Figure['value']): number | null {
  if ('median' in value) return value.median;
  return 'share' in value ? value.share : value.n;
}
