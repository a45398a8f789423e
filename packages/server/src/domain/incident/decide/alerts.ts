import type { Rules } from '../../configuration/documents.ts';
import { KitError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Episode } from '../../signal/episodes.ts';
import type { Judgement } from '../../signal/judge-alert.ts';
import type { Signal } from '../../signal/signal.ts';
import { isSameAlert, isSameEpisode } from '../alerts.ts';
import type { AlertAttached, AlertEnded, AlertPersists, WaitsFor } from '../events.ts';
import { type FiringAlert, type Incident, isUnderWay } from '../state.ts';
import { decideResolve } from './progress.ts';
import type { Report } from './report.ts';

/** An alert that has begun so often in so long begins and ends again and again. */
const flappingEpisodes = 4;
const flappingWithin = 60 * 60_000;
/** How long such an alert has to be over. */
const steadyMs = 30 * 60_000;

/**
 * Whether an alert begins and ends again and again: four times within an hour of its source's own time.
 * @param episodes by their start
 */
export function isFlapping(episodes: readonly Episode[]): boolean {
  const recent = episodes.slice(-flappingEpisodes);
  const [first, last] = [recent[0], recent.at(-1)];
  return (
    recent.length === flappingEpisodes &&
    (last?.startsAt ?? 0) - (first?.startsAt ?? 0) <= flappingWithin
  );
}

/**
 * What an alert is reported as: what its source says of it, with its labels and its links.
 * @param pausedUntil until when nobody is told, epoch milliseconds; null for no such time
 * @param waitsFor until what is over nobody is told; null for nothing
 */
export function reportOfAlert(
  signal: Signal,
  judgement: Judgement,
  pausedUntil: number | null,
  waitsFor: WaitsFor | null,
): Report {
  const { impact, urgency, service, category } = judgement;
  return {
    title: titleOfAlert(signal),
    description: descriptionOf(signal),
    service,
    category,
    impact,
    urgency,
    contact: null,
    site: null,
    reporterGroups: [],
    ...(pausedUntil !== null && { pausedUntil }),
    ...(waitsFor && { waitsFor }),
  };
}

/** A title that can be kept: what a source sends may be nothing, or a page. */
export function titleOfAlert({ title, key }: Pick<Signal, 'title' | 'key'>): string {
  const said = plain(title).trim();
  const text = said.length >= limits.title.min ? said : `${said || 'Alert'}: ${plain(key)}`;
  return text.length > limits.title.max ? `${text.slice(0, limits.title.max - 1)}…` : text;
}

function descriptionOf({ text = '', labels, links = [] }: Signal): string {
  const parts = [
    plain(text).trim(),
    Object.entries(labels)
      .map(([label, value]) => `${label}: ${value}`)
      .map(plain)
      .join('\n'),
    links.map(({ label, url }) => plain(`${label}: ${url}`)).join('\n'),
  ];
  return parts.filter(Boolean).join('\n\n').slice(0, limits.description.max).toWellFormed();
}

/** As every database keeps it, with its line breaks. */
function plain(text: string): string {
  return text.toWellFormed().replace(/(?!\n)\p{Cc}/gu, ' ');
}

/**
 * An incident is about an alert from now on.
 * @param again, opened see `AlertAttached`
 */
export function decideAttach(
  incident: Incident,
  source: string,
  { startsAt, severity, last }: Episode,
  judgement: Pick<Judgement, 'rule' | 'rulesVersion' | 'group' | 'groupedBy'>,
  { again, opened }: { again: boolean; opened: boolean },
): AlertAttached | null {
  const episode = { source, key: last.key, startsAt };
  if (incident.alerts?.firing.some((each) => isSameEpisode(each, episode))) return null;
  const { rule, rulesVersion, group, groupedBy } = judgement;
  return {
    type: 'incident.alert-attached',
    data: {
      ...episode,
      severity: severity ?? null,
      ...{ rule, rulesVersion, group, groupedBy, again },
      ...(opened && { opened }),
    },
    personal: { title: titleOfAlert(last) },
  };
}

/**
 * One of an incident's alerts is over. With the last, the incident is resolved once that has lasted for the settle
 * time, unless a person has taken it by then, or its workflow leads nowhere from where it stands.
 * @param at epoch milliseconds, by our clock
 */
export function decideAlertEnd(
  incident: Incident,
  alert: FiringAlert,
  end: Pick<AlertEnded['data'], 'endedAt' | 'by'>,
  rules: Pick<Rules, 'workflow' | 'signals'>,
  at: number,
  isFlapping: boolean,
): AlertEnded {
  const { source, key, startsAt, title } = alert;
  const others = incident.alerts?.firing.filter((each) => !isSameEpisode(each, alert)) ?? [];
  const outcome =
    others.length > 0
      ? { settles: null }
      : settle(incident, rules, at + (isFlapping ? steadyMs : rules.signals.document.settleMs));
  return {
    type: 'incident.alert-ended',
    data: {
      source,
      key,
      startsAt,
      ...end,
      firing: others.length,
      ...outcome,
      ...(isFlapping && { flapping: true }),
    },
    personal: { title },
  };
}

function settle(
  incident: Incident,
  rules: Pick<Rules, 'workflow'>,
  at: number,
): Pick<AlertEnded['data'], 'settles' | 'stays'> {
  if (!isUnderWay(incident)) return { settles: null, stays: 'resolved' };
  if (incident.alerts?.taken) return { settles: null, stays: 'taken' };
  try {
    const { data } = decideResolve(incident, rules, { code: 'alert-ended', text: 'ended' }, at);
    const { to, workflowVersion, closes = null } = data;
    if (!to || workflowVersion === undefined) return { settles: null, stays: 'workflow' };
    return { settles: { at, to, workflowVersion, closes } };
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    return { settles: null, stays: 'workflow' };
  }
}

/** What is resolved and still fires is told once, however often its source repeats it. */
export function decidePersists(incident: Incident, alert: FiringAlert): AlertPersists | null {
  if (incident.status.category !== 'resolved' || alert.persists) return null;
  const { source, key, startsAt, title } = alert;
  return { type: 'incident.alert-persists', data: { source, key, startsAt }, personal: { title } };
}

/** The alert of an incident that a source says something of; undefined where none of that key fires. */
export function firingOf(
  { alerts }: Incident,
  source: string,
  key: string,
): FiringAlert | undefined {
  return alerts?.firing.find((each) => isSameAlert(each, { source, key }));
}
