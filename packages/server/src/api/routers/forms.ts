import { describeReportForm } from '../../operations/describe-report-form.ts';
import { procedure, router } from '../trpc.ts';

export const forms = router({
  report: procedure('form:read').query(({ ctx }) => describeReportForm(ctx)),
});
