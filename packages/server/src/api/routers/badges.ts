import { readBadges, readBadgesInput } from '../../operations/incidents/read-badges.ts';
import { procedure, router } from '../trpc.ts';

export const badges = router({
  get: procedure('badge:read')
    .input(readBadgesInput)
    .query(({ ctx, input }) => readBadges(ctx, input)),
});
