import { describeReportForm } from '../../operations/incidents/describe-report-form.ts';
import {
  suggestCategories,
  suggestCategoriesInput,
} from '../../operations/learning/suggest-categories.ts';
import { procedure, router } from '../trpc.ts';

export const forms = router({
  report: procedure('form:read').query(({ ctx }) => describeReportForm(ctx)),
  /** A mutation for what it takes, although it changes nothing: no text belongs into an address. */
  suggest: procedure('incident:report')
    .input(suggestCategoriesInput)
    .mutation(({ ctx, input }) => suggestCategories(ctx, input)),
});
