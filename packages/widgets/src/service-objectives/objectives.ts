import type { KitApi } from '../client/api.ts';

/** What services are to achieve, and how they stand. */
export type Objectives = Awaited<ReturnType<KitApi['objectives']['list']['query']>>;

export type Objective = Objectives['objectives'][number];
