import {
  listViews,
  removeView,
  removeViewInput,
  saveView,
  saveViewInput,
} from '../../operations/personal/views.ts';
import { procedure, router } from '../trpc.ts';

export const views = router({
  list: procedure('view:keep').query(({ ctx }) => listViews(ctx)),
  save: procedure('view:keep')
    .input(saveViewInput)
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  remove: procedure('view:keep')
    .input(removeViewInput)
    .mutation(({ ctx, input }) => removeView(ctx, input)),
});
