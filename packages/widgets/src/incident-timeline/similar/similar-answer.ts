import type { KitApi } from '../../client/api.ts';

/** What is like the incident that is shown. */
export type SimilarAnswer = Awaited<ReturnType<KitApi['incidents']['similar']['query']>>;
