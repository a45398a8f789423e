import type { KitApi } from '../client/api.ts';

/** What stands above the timeline: the incident as it is now, and what this person may do. */
export type Head = Omit<Awaited<ReturnType<KitApi['incidents']['get']['query']>>, 'seq' | 'now'>;

export type AllowedActions = ReadonlySet<Head['may'][number]>;
