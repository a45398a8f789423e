import { Sources } from '../../packages/server/src/operations/signals/sources.ts';

/** Nobody sends alerts. */
export const noSources = new Sources([], new Map());
