import { systemActor } from '../../domain/actor.ts';
import type { Rules } from '../../domain/configuration/documents.ts';
import { KitError } from '../../domain/errors.ts';
import { isSameAlert } from '../../domain/incident/alerts.ts';
import {
  decideAlertEnd,
  decideAttach,
  decidePersists,
  firingOf,
  isFlapping,
  reportOfAlert,
} from '../../domain/incident/decide/alerts.ts';
import { decideLevels } from '../../domain/incident/decide/classification.ts';
import { decideReopen } from '../../domain/incident/decide/progress.ts';
import { decideLink } from '../../domain/incident/decide/relations.ts';
import { planReport, reportEvents } from '../../domain/incident/decide/report.ts';
import type { NewIncidentEvent, WaitsFor } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { type FiringAlert, type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { stormSource } from '../../domain/incident/storm.ts';
import type { Episode } from '../../domain/signal/episodes.ts';
import {
  isWorse,
  type Judgement,
  judgeAlert,
  maintenanceOf,
  withoutRules,
} from '../../domain/signal/judge-alert.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { appendToIncident, applyDue, incidentWithNumber } from '../incidents/apply-due.ts';
import { JoinableIncidents } from './joinable-incidents.ts';
import { type HeardAlert, keepAlerts } from './keep-alerts.ts';
import { Waits } from './waits.ts';

/**
 * What alerts do to incidents: one that begins to fire joins an incident, opens one again or becomes one; one that is
 * over may let one be resolved. It is done in the transaction of the delivery, so neither is ever there without the
 * other.
 */
export class AlertIncidents {
  readonly #transaction: Transaction;
  readonly #rules: Rules;
  readonly #source: string;
  readonly #stamp: Stamp;
  readonly #waits: Waits;
  readonly #joinable: JoinableIncidents;

  /** @param at epoch milliseconds, by our clock */
  constructor(transaction: Transaction, rules: Rules, source: string, at: number) {
    this.#transaction = transaction;
    this.#rules = rules;
    this.#source = source;
    // The source is who does it: it is a program, so by its key and without a site.
    this.#stamp = { at, actor: { ...systemActor, id: source }, actorName: source };
    this.#waits = new Waits(transaction, rules, this.#stamp, (storm) => this.#saySo(storm));
    this.#joinable = new JoinableIncidents(transaction, rules, source, at);
  }

  /** What the rules in force say of it while it fires; null once it is over. */
  judge(episodes: readonly Episode[]): Judgement | null {
    const latest = episodes.at(-1);
    if (latest?.state !== 'firing') return null;
    const rules = this.#isOfStorm ? withoutRules(this.#rules) : this.#rules;
    return judgeAlert(rules, this.#source, latest.last);
  }

  get #isOfStorm(): boolean {
    return this.#source === stormSource;
  }

  /** A storm is an alert of the kit's own, and over once it was calm for long enough. */
  async #saySo(storm: Signal): Promise<void> {
    const { at } = this.#stamp;
    const incidents = new AlertIncidents(this.#transaction, this.#rules, stormSource, at);
    const speaker = { key: stormSource, expireMs: this.#rules.signals.document.storm.calmMs };
    const heard = await keepAlerts(this.#transaction, incidents, speaker, [storm], at);
    await incidents.apply(heard, null);
  }

  /** @param unnamed how many alerts the delivery left out; null where there was none */
  async apply(heard: readonly HeardAlert[], unnamed: number | null): Promise<void> {
    const keys = heard.map(({ key }) => key);
    const known = await this.#transaction.alertIncidents.ofAlerts(this.#source, keys);
    const numberOf = new Map(known.map(({ key, number }) => [key, number]));
    const touched = new Set<number>();
    for (const each of heard) {
      const before = numberOf.get(each.key);
      const after = await this.#applyOne(each, before);
      for (const number of [before, after]) if (number !== undefined) touched.add(number);
    }
    if (unnamed === null) return;
    for (const number of touched) await this.#countUnnamed(number, unnamed);
  }

  /** @returns the number of the incident that is about it now; undefined where none is */
  async #applyOne(
    { key, episodes, judgement }: HeardAlert,
    number: number | undefined,
  ): Promise<number | undefined> {
    let incident = number === undefined ? null : await this.#incident(number);
    if (incident) incident = await this.#endThoseThatAreOver(incident, key, episodes);
    const latest = episodes.at(-1);
    if (latest?.state !== 'firing' || judgement === null) return incident?.number;
    const firing = incident && firingOf(incident, this.#source, key);
    if (incident && firing && incident.status.category !== 'closed') {
      await this.#repeat(incident, firing, judgement, latest);
      return incident.number;
    }
    // Of a closed one it fires still: it was closed with that, and only fires anew once it has ended.
    if (incident && firing && !incident.duplicateOf) return incident.number;
    return this.#begin(latest, judgement, incident);
  }

  async #incident(number: number): Promise<Incident> {
    const incident = await incidentWithNumber(this.#transaction, number);
    return applyDue(this.#transaction, incident, this.#stamp.at);
  }

  #append(incident: Incident, event: NewIncidentEvent): Promise<Incident> {
    return appendToIncident(this.#transaction, incident, event, this.#stamp);
  }

  async #endThoseThatAreOver(
    before: Incident,
    key: string,
    episodes: readonly Episode[],
  ): Promise<Incident> {
    let incident = before;
    for (const alert of before.alerts?.firing ?? []) {
      if (!isSameAlert(alert, { source: this.#source, key })) continue;
      const episode = episodeOf(alert, episodes);
      if (episode?.state === 'firing') continue;
      const end = { endedAt: episode?.endedAt ?? null, by: episode?.endedBy ?? 'superseded' };
      const { at } = this.#stamp;
      const event = decideAlertEnd(incident, alert, end, this.#rules, at, isFlapping(episodes));
      incident = await this.#append(incident, event);
    }
    return incident;
  }

  /** It fires on. */
  async #repeat(
    incident: Incident,
    alert: FiringAlert,
    judgement: Judgement,
    { severity }: Episode,
  ): Promise<void> {
    const persists = decidePersists(incident, alert);
    if (persists) await this.#append(incident, persists);
    else if (alert.severity !== (severity ?? null)) await this.#raiseLevels(incident, judgement);
  }

  /** An alert that has become worse makes its incident more pressing; one that has become better does not undo that. */
  async #raiseLevels(incident: Incident, { impact, urgency }: Judgement): Promise<Incident> {
    const { document: matrix } = this.#rules.matrix;
    if (!isUnderWay(incident) || incident.override) return incident;
    if (!isWorse(matrix, { impact, urgency }, incident)) return incident;
    return this.#append(incident, decideLevels(incident, this.#rules, { impact, urgency }));
  }

  /** It fires anew. */
  async #begin(
    episode: Episode,
    judgement: Judgement,
    before: Incident | null,
  ): Promise<number | undefined> {
    const own = before && (await this.#joinable.followDuplicate(before));
    const joined =
      (own && this.#joinable.mayJoin(own) ? own : null) ??
      (await this.#joinable.ofGroup(judgement, episode));
    if (joined) {
      // By the incident that was last about it, whatever that was merged into since.
      const again = before?.number === joined.number;
      return (await this.#attach(joined, episode, judgement, { again })).number;
    }
    if (!judgement.raise) return undefined;
    const others = await this.#joinable.waiting(judgement, episode);
    if (others.length + 1 < judgement.threshold) return undefined;
    const isHeld = this.#maintenanceOf(this.#source, episode) !== null;
    let incident = await this.#report(
      episode,
      judgement,
      await this.#waitOf(judgement.service, isHeld),
    );
    if (own) incident = await this.#link(incident, own);
    incident = await this.#attach(incident, episode, judgement, { opened: !isHeld });
    for (const { source, episode: other } of others) {
      const judged = judgeAlert(this.#rules, source, other.last);
      incident = await this.#attach(incident, other, judged, { source });
    }
    await this.#waits.begin(incident, judgement);
    return incident.number;
  }

  /** @param isHeld whether there is maintenance: nobody would be told of it, so it is of no storm */
  async #waitOf(
    service: string | null,
    isHeld: boolean,
    number: number | null = null,
  ): Promise<WaitsFor | null> {
    if (this.#isOfStorm) return null;
    const storm = isHeld ? null : await this.#waits.storm();
    return storm ?? this.#waits.dependency(service, number);
  }

  /** When the maintenance ends that an alert is in; null for none. A storm is in none: others wait for it. */
  #maintenanceOf(source: string, { last }: Episode): number | null {
    const { document } = this.#rules.signals;
    return this.#isOfStorm ? null : maintenanceOf(document, source, last, this.#stamp.at);
  }

  async #report(
    episode: Episode,
    judgement: Judgement,
    waitsFor: WaitsFor | null,
  ): Promise<Incident> {
    const transaction = this.#transaction;
    const number = await transaction.incidents.nextNumber();
    const { at } = this.#stamp;
    const pause = judgement.pauseMs > 0 ? at + judgement.pauseMs : 0;
    const until = Math.max(pause, this.#maintenanceOf(this.#source, episode) ?? 0);
    const report = reportOfAlert(episode.last, judgement, until || null, waitsFor);
    const plan = planReport(number, report, this.#rules);
    const workload = plan.team && (await transaction.routing.workload(plan.team.id));
    const { reported, routed } = reportEvents(plan, workload, this.#rules);
    const incident = await this.#append({ number, version: 0 } as Incident, reported);
    if (!routed) return incident;
    const bySystem = { at: incident.at, actor: systemActor, actorName: null };
    return appendToIncident(transaction, incident, routed, bySystem);
  }

  /** To the one that was about it before. */
  async #link(incident: Incident, { number }: Incident): Promise<Incident> {
    const link = { kind: 'related', target: toReference(number) } as const;
    return this.#append(incident, decideLink(incident, link, []));
  }

  async #attach(
    before: Incident,
    episode: Episode,
    judgement: Judgement,
    { source = this.#source, again = false, opened = false } = {},
  ): Promise<Incident> {
    if (!isUnderWay(before)) return this.#reopen(before, episode, judgement, { source, again });
    const attached = decideAttach(before, source, episode, judgement, { again, opened });
    if (!attached) return before;
    return this.#raiseLevels(await this.#append(before, attached), judgement);
  }

  /** Where its workflow does not let it be opened again, it stays as it is, with the alert on it. */
  async #reopen(
    before: Incident,
    episode: Episode,
    judgement: Judgement,
    { source, again }: { source: string; again: boolean },
  ): Promise<Incident> {
    let incident = before;
    const until = this.#maintenanceOf(source, episode);
    const reopened = this.#decideReopen(incident, episode);
    if (reopened) {
      const waitsFor = await this.#waitOf(before.service, until !== null, before.number);
      if (until !== null) incident = await this.pause(incident, until);
      if (waitsFor) incident = await this.#waits.wait(incident, waitsFor);
      incident = await this.#append(incident, reopened);
    }
    const opened = reopened !== null && until === null;
    const attached = decideAttach(incident, source, episode, judgement, { again, opened });
    if (attached) {
      incident = await this.#raiseLevels(await this.#append(incident, attached), judgement);
    }
    return reopened ? this.#waits.begin(incident, judgement) : incident;
  }

  /** Nobody is told of what happens to it by itself until an instant, epoch milliseconds. */
  pause(incident: Incident, until: number): Promise<Incident> {
    const event = { type: 'incident.pause-begun', data: { until }, personal: {} } as const;
    return this.#append(incident, event);
  }

  #decideReopen(incident: Incident, { last: { title } }: Episode): NewIncidentEvent | null {
    try {
      return decideReopen(incident, this.#rules, 'reopened', title.slice(0, 200) || 'Alert');
    } catch (error) {
      if (error instanceof KitError) return null;
      throw error;
    }
  }

  /** That alerts are absent from a delivery does not say that they are over: the incident says how many are. */
  async #countUnnamed(number: number, count: number): Promise<void> {
    const incident = await this.#incident(number);
    const source = this.#source;
    if (!incident.alerts || (incident.alerts.unnamed[source] ?? 0) === count) return;
    if (!isUnderWay(incident)) return;
    await this.#append(incident, {
      type: 'incident.alerts-unnamed',
      data: { source, count },
      personal: {},
    });
  }
}

/** The episode that an incident's alert is: it may turn out to have begun earlier than was said at first. */
function episodeOf(alert: FiringAlert, episodes: readonly Episode[]): Episode | undefined {
  return (
    episodes.find(({ startsAt }) => startsAt === alert.startsAt) ??
    episodes.findLast(({ startsAt }) => startsAt <= alert.startsAt)
  );
}
