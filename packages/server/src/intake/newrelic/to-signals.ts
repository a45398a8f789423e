import { z } from 'zod';
import type { ReadDelivery } from '../../domain/signal/signal.ts';
import type { RawDelivery } from '../../operations/signals/source-kind.ts';
import { parseJson } from '../../operations/signals/source-kind.ts';
import { readAs } from '../reading/read-as.ts';
import { epochOf, signalOf } from '../reading/signal-of.ts';

const word = z.string().nullish();
const epoch = z.union([z.number(), z.string()]).nullish();
const words = z.array(z.string()).nullish();

const issue = z.object({
  id: z.string(),
  state: z.string(),
  issueUrl: word,
  title: word,
  priority: word,
  createdAt: epoch,
  updatedAt: epoch,
  impactedEntities: words,
  alertPolicyNames: words,
  alertConditionNames: words,
});

/** As alert policies send it that are not yet part of a workflow. */
const legacy = z.object({
  incident_id: z.coerce.string(),
  current_state: z.string(),
  incident_url: word,
  runbook_url: word,
  severity: word,
  policy_name: word,
  condition_name: word,
  details: word,
  timestamp: epoch,
});

/** @throws DeliveryUnreadable */
export function readNewRelic({ body }: RawDelivery): ReadDelivery {
  const said = parseJson(body);
  const isLegacy = typeof said === 'object' && said !== null && 'incident_id' in said;
  return { signals: [isLegacy ? ofIncident(readAs(legacy, said)) : ofIssue(readAs(issue, said))] };
}

function ofIssue(said: z.infer<typeof issue>) {
  return signalOf({
    key: said.id,
    state: said.state === 'CLOSED' ? 'resolved' : 'firing',
    startsAt: epochOf(said.createdAt),
    at: epochOf(said.updatedAt),
    severity: said.priority ?? undefined,
    title: said.title ?? '',
    labels: {
      entity: said.impactedEntities?.[0],
      policy: said.alertPolicyNames?.[0],
      condition: said.alertConditionNames?.[0],
    },
    links: [{ label: 'New Relic', url: said.issueUrl }],
  });
}

function ofIncident(said: z.infer<typeof legacy>) {
  return signalOf({
    key: said.incident_id,
    state: said.current_state === 'closed' ? 'resolved' : 'firing',
    at: epochOf(said.timestamp),
    severity: said.severity ?? undefined,
    title: said.condition_name ?? '',
    text: said.details ?? undefined,
    labels: { policy: said.policy_name, condition: said.condition_name },
    links: [
      { label: 'Runbook', url: said.runbook_url },
      { label: 'New Relic', url: said.incident_url },
    ],
    kind: said.current_state === 'acknowledged' ? 'acknowledged' : undefined,
  });
}
