import { limits } from '../../domain/limits.ts';
import {
  changesOfShifts,
  changesOfShiftsInput,
} from '../../operations/oncall/changes-of-shifts.ts';
import { listShifts, listShiftsInput } from '../../operations/oncall/list-shifts.ts';
import {
  cancelOverride,
  cancelOverrideInput,
  overrideShift,
  overrideShiftInput,
} from '../../operations/oncall/override-shift.ts';
import { endShiftFeed, makeShiftFeed, readShiftFeed } from '../../operations/oncall/shift-feed.ts';
import { whoIsOnCall } from '../../operations/oncall/who-is-on-call.ts';
import { procedure, router } from '../trpc.ts';

export const onCall = router({
  now: procedure('on-call:read').query(({ ctx }) => whoIsOnCall(ctx)),
  shifts: procedure('on-call:read')
    .input(listShiftsInput)
    .query(({ ctx, input }) => listShifts(ctx, input)),
  // A mutation, although it changes nothing: a draft is too long for an address.
  changes: procedure('on-call:read', limits.batch / 4)
    .input(changesOfShiftsInput)
    .mutation(({ ctx, input }) => changesOfShifts(ctx, input)),
  feed: procedure('on-call:read').query(({ ctx }) => readShiftFeed(ctx)),
  makeFeed: procedure('on-call:read').mutation(({ ctx }) => makeShiftFeed(ctx)),
  endFeed: procedure('on-call:read').mutation(({ ctx }) => endShiftFeed(ctx)),
  override: procedure('on-call:override')
    .input(overrideShiftInput)
    .mutation(({ ctx, input }) => overrideShift(ctx, input)),
  cancelOverride: procedure('on-call:override')
    .input(cancelOverrideInput)
    .mutation(({ ctx, input }) => cancelOverride(ctx, input)),
});
