import { limits } from '../../domain/limits.ts';
import { listAlerts, listAlertsInput } from '../../operations/signals/list-alerts.ts';
import { listDeliveries, listDeliveriesInput } from '../../operations/signals/list-deliveries.ts';
import { procedure, router } from '../trpc.ts';

export const signals = router({
  alerts: procedure('alert:read')
    .input(listAlertsInput)
    .query(({ ctx, input }) => listAlerts(ctx, input)),
  deliveries: procedure('delivery:read', limits.batch / 4)
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
});
