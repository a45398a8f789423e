import { SimilarIncidents } from '../../packages/server/src/operations/similar/similar-incidents.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';

/** What finds similar incidents, where nothing is expected to go wrong meanwhile. */
export function similarIn(store: Store): SimilarIncidents {
  return new SimilarIncidents(store, (error) => {
    throw error;
  });
}
