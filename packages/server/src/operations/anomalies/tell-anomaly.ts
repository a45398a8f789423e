import { randomUUID } from 'node:crypto';
import { type AnomalyFacts, anomalySource, signalOf } from '../../domain/anomaly/anomaly.ts';
import type { AnomalyCourse } from '../../domain/anomaly/course.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import type { Anomaly } from '../../store/port/anomalies.ts';
import type { Transaction } from '../../store/port/store.ts';
import { sayAlerts } from '../signals/say-alerts.ts';

/**
 * Takes down that something is unusual, and raises an alert of it where a rule says so. While one is open of the same
 * series that goes on, with what was seen last; what somebody dismissed stays so until things are usual again.
 * @param at epoch milliseconds
 * @returns the one that is open
 */
export async function tellAnomaly(
  transaction: Transaction,
  series: string,
  { facts, course }: { facts: AnomalyFacts; course: AnomalyCourse },
  outcome: 'propose' | 'raise',
  at: number,
): Promise<Anomaly> {
  const open = await openAnomaly(transaction, series);
  const anomaly: Anomaly = open
    ? { ...open, facts, course, lastAt: at }
    : {
        ...{ id: randomUUID(), series, facts, course, at, lastAt: at },
        ...{ state: 'proposed', endedAt: null, decidedBy: null, decidedWhy: null },
      };
  if (outcome === 'raise' && anomaly.state === 'proposed') {
    return raiseAnomaly(transaction, anomaly, null, at);
  }
  await transaction.anomalies.keep(anomaly);
  return anomaly;
}

/** Of a series one is open at a time. */
export async function openAnomaly(
  { anomalies }: Transaction,
  series: string,
): Promise<Anomaly | undefined> {
  return (await anomalies.open()).find((each) => each.series === series);
}

/**
 * Makes an alert of an anomaly: from then on it is one like any other.
 * @param decidedBy the host's identifier of the person; null where a rule did
 */
export async function raiseAnomaly(
  transaction: Transaction,
  anomaly: Anomaly,
  decidedBy: string | null,
  at: number,
): Promise<Anomaly> {
  const raised = { ...anomaly, state: 'raised', decidedBy } as const;
  await transaction.anomalies.keep(raised);
  await sayOf(transaction, raised, 'firing', at);
  return raised;
}

/**
 * Things are usual again.
 * @param course how they came to be; without it, as it was when it was noticed last
 */
export async function endAnomaly(
  transaction: Transaction,
  anomaly: Anomaly,
  at: number,
  course: AnomalyCourse | null = anomaly.course,
): Promise<void> {
  await transaction.anomalies.keep({ ...anomaly, course, endedAt: at });
  if (anomaly.state === 'raised') await sayOf(transaction, anomaly, 'resolved', at);
}

async function sayOf(
  transaction: Transaction,
  { series, facts, at: startsAt }: Anomaly,
  state: 'firing' | 'resolved',
  at: number,
): Promise<void> {
  const rules = await transaction.documents.rules();
  const name = serviceName(rules, facts.service);
  const signal = signalOf(series, facts, name, state, { startsAt, at });
  await sayAlerts(transaction, anomalySource, [signal], at);
}

function serviceName({ catalogue }: Rules, service: string | null): string | null {
  return catalogue.document.services.find(({ id }) => id === service)?.name ?? service;
}
