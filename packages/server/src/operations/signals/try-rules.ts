import { z } from 'zod';
import { assertFit } from '../../domain/configuration/check.ts';
import { alertRulesSchema } from '../../domain/signal/alert-rules.ts';
import { foldEpisodes } from '../../domain/signal/episodes.ts';
import { type TriedRules, tryRules } from '../../domain/signal/try-rules.ts';
import type { OperationContext } from '../context.ts';

/** Alerts that one call looks at: those that were spoken of last. */
const mostAlerts = 2_000;
/** Incidents that are told one by one. */
const mostTold = 200;

export const tryRulesInput = z.strictObject({ document: alertRulesSchema });

/** What past alerts would have become, under a draft and under the rules in force. */
export interface TriedRulesAnswer {
  draft: TriedRules & { made: number };
  inForce: TriedRules & { made: number };
  version: number;
  /** Whether there are more alerts than were looked at. */
  isMore: boolean;
}

/**
 * What a draft of the alert rules would have made of the alerts that are remembered. It changes nothing.
 * @throws KitError `document-invalid`: it could not be published
 */
export async function tryAlertRules(
  { store }: OperationContext,
  { document }: z.output<typeof tryRulesInput>,
): Promise<TriedRulesAnswer> {
  const { rules, alerts } = await store.read(async (snapshot) => ({
    rules: await snapshot.documents.rules(),
    alerts: await snapshot.signals.latest(mostAlerts + 1),
  }));
  assertFit(rules, { signals: document }, { signals: ['document'] });
  const past = alerts.slice(0, mostAlerts).map(({ source, key, received }) => ({
    ...{ source, key, episodes: foldEpisodes(received) },
  }));
  const drafted = { ...rules, signals: { ...rules.signals, document } };
  return {
    draft: told(tryRules(drafted, past)),
    inForce: told(tryRules(rules, past)),
    version: rules.signals.version,
    isMore: alerts.length > mostAlerts,
  };
}

function told(tried: TriedRules): TriedRules & { made: number } {
  const { incidents } = tried;
  return { ...tried, made: incidents.length, incidents: incidents.slice(0, mostTold) };
}
