import type { KitApi } from '../client/api.ts';

/** An article as the server gives it. */
export type Answer = Awaited<ReturnType<KitApi['knowledge']['get']['query']>> & { seq: number };
export type Article = Answer['article'];
export type Rating = Pick<NonNullable<Article['desk']>, 'confidence' | 'audience'>;
