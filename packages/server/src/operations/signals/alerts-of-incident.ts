import type { z } from 'zod';
import { toReference } from '../../domain/incident/reference.ts';
import { foldEpisodes } from '../../domain/signal/episodes.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import type { OperationContext } from '../context.ts';
import { findIncident } from '../incidents/find-incident.ts';
import { incidentInput } from '../input.ts';

export const alertsOfIncidentInput = incidentInput;

export interface AlertsOfIncident {
  incident: string;
  /** What fires, by its start. */
  firing: {
    source: string;
    key: string;
    /** Epoch milliseconds, by the source's own clock. */
    startsAt: number;
    severity: string | null;
    title: string;
    labels: Readonly<Record<string, string>>;
    /** To a runbook, to a graph. */
    links: NonNullable<Signal['links']>;
    /** When a delivery last spoke of it, epoch milliseconds; null once that is forgotten. */
    receivedAt: number | null;
  }[];
  /** How often one of its alerts was over. */
  ended: number;
  /** How many more alerts its sources have, by their keys, which they did not name. */
  unnamed: Readonly<Record<string, number>>;
  /** When it is resolved by itself, epoch milliseconds; null for not so. */
  settlesAt: number | null;
}

/**
 * What sources say of an incident: what still fires, with its labels and links.
 * @throws KitError `incident-not-found`
 */
export async function alertsOfIncident(
  { store, caller }: OperationContext,
  { incident: reference }: z.output<typeof alertsOfIncidentInput>,
): Promise<AlertsOfIncident> {
  return store.read(async (snapshot) => {
    const incident = await findIncident(snapshot, caller, 'alert:read', reference);
    const { firing = [], ended = 0, unnamed = {}, settles = null } = incident.alerts ?? {};
    const bySource = Map.groupBy(firing, ({ source }) => source);
    const known = await Promise.all(
      [...bySource].map(([source, alerts]) =>
        snapshot.signals.alerts(
          source,
          alerts.map(({ key }) => key),
        ),
      ),
    );
    const said = new Map(known.flat().map((alert) => [nameOf(alert), alert]));
    return {
      incident: toReference(incident.number),
      firing: firing
        .map(({ persists: _, ...alert }) => {
          const kept = said.get(nameOf(alert));
          const last = kept && foldEpisodes(kept.received).at(-1)?.last;
          const { labels = {}, links = [] } = last ?? {};
          return { ...alert, labels, links, receivedAt: kept?.receivedAt ?? null };
        })
        .sort((one, other) => one.startsAt - other.startsAt),
      ended,
      unnamed: Object.fromEntries(Object.entries(unnamed).filter(([, count]) => count > 0)),
      settlesAt: settles?.at ?? null,
    };
  });
}

function nameOf({ source, key }: { source: string; key: string }): string {
  return JSON.stringify([source, key]);
}
