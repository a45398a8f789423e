import { limits } from '../../domain/limits.ts';
import { decideAnomaly, decideAnomalyInput } from '../../operations/anomalies/decide-anomaly.ts';
import { listAnomalies, listAnomaliesInput } from '../../operations/anomalies/list-anomalies.ts';
import {
  alertsOfIncident,
  alertsOfIncidentInput,
} from '../../operations/signals/alerts-of-incident.ts';
import { getDelivery, getDeliveryInput } from '../../operations/signals/get-delivery.ts';
import { listAlerts, listAlertsInput } from '../../operations/signals/list-alerts.ts';
import { listDeliveries, listDeliveriesInput } from '../../operations/signals/list-deliveries.ts';
import { listSources } from '../../operations/signals/list-sources.ts';
import { testSource, testSourceInput } from '../../operations/signals/test-source.ts';
import { tryOptions, tryOptionsInput } from '../../operations/signals/try-options.ts';
import { tryAlertRules, tryRulesInput } from '../../operations/signals/try-rules.ts';
import { procedure, router } from '../trpc.ts';

export const signals = router({
  alerts: procedure('alert:read')
    .input(listAlertsInput)
    .query(({ ctx, input }) => listAlerts(ctx, input)),
  anomalies: procedure('alert:read')
    .input(listAnomaliesInput)
    .query(({ ctx, input }) => listAnomalies(ctx, input)),
  decideAnomaly: procedure('anomaly:decide')
    .input(decideAnomalyInput)
    .mutation(({ ctx, input }) => decideAnomaly(ctx, input)),
  ofIncident: procedure('alert:read')
    .input(alertsOfIncidentInput)
    .query(({ ctx, input }) => alertsOfIncident(ctx, input)),
  // A mutation, although it changes nothing: a draft is too long for an address.
  tryRules: procedure('configuration:read', limits.batch / 2)
    .input(tryRulesInput)
    .mutation(({ ctx, input }) => tryAlertRules(ctx, input)),
  deliveries: procedure('delivery:read', limits.batch / 4)
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  delivery: procedure('delivery:read', limits.batch / 4)
    .input(getDeliveryInput)
    .query(({ ctx, input }) => getDelivery(ctx, input)),
  sources: procedure('delivery:read').query(({ ctx }) => listSources(ctx)),
  tryOptions: procedure('delivery:read', limits.batch / 4)
    .input(tryOptionsInput)
    .query(({ ctx, input }) => tryOptions(ctx, input)),
  test: procedure('source:test')
    .input(testSourceInput)
    .mutation(({ ctx, input }) => testSource(ctx, input)),
});
