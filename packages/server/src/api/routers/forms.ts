import { describeReportForm } from '../../operations/incidents/describe-report-form.ts';
import { procedure, router } from '../trpc.ts';

export const forms = router({
  report: procedure('form:read').query(({ ctx }) => describeReportForm(ctx)),
});
