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
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { type FiringAlert, type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { type Episode, foldEpisodes } from '../../domain/signal/episodes.ts';
import {
  isWorse,
  type Judgement,
  judgeAlert,
  maintenanceOf,
} from '../../domain/signal/judge-alert.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { appendToIncident, applyDue, incidentWithNumber } from '../incidents/apply-due.ts';

/** Incidents of a group that are looked at for one to join. */
const mostOfGroup = 20;

/** An alert that a delivery spoke of, with what fires by it now. */
export interface HeardAlert {
  key: string;
  /** By their start. */
  episodes: readonly Episode[];
  judgement: Judgement | null;
  /** Whether it has begun to fire anew. */
  hasBegun: boolean;
}

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

  /** @param at epoch milliseconds, by our clock */
  constructor(transaction: Transaction, rules: Rules, source: string, at: number) {
    this.#transaction = transaction;
    this.#rules = rules;
    this.#source = source;
    // The source is who does it: it is a program, so by its key and without a site.
    this.#stamp = { at, actor: { ...systemActor, id: source }, actorName: source };
  }

  /** What the rules in force say of it while it fires; null once it is over. */
  judge(episodes: readonly Episode[]): Judgement | null {
    const latest = episodes.at(-1);
    return latest?.state === 'firing' ? judgeAlert(this.#rules, this.#source, latest.last) : null;
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
    const own = before && (await this.#followDuplicate(before));
    const joined =
      (own && this.#mayJoin(own) ? own : null) ?? (await this.#ofGroup(judgement, episode));
    if (joined) {
      // By the incident that was last about it, whatever that was merged into since.
      const again = before?.number === joined.number;
      return (await this.#attach(joined, episode, judgement, { again })).number;
    }
    if (!judgement.raise) return undefined;
    const others = await this.#waiting(judgement, episode);
    if (others.length + 1 < judgement.threshold) return undefined;
    let incident = await this.#report(episode, judgement);
    if (own) incident = await this.#link(incident, own);
    incident = await this.#attach(incident, episode, judgement);
    for (const { source, episode: other } of others) {
      const judged = judgeAlert(this.#rules, source, other.last);
      incident = await this.#attach(incident, other, judged, { source });
    }
    return incident.number;
  }

  /** What was merged into another goes on there. */
  async #followDuplicate(incident: Incident): Promise<Incident> {
    const seen = new Set([incident.number]);
    let last = incident;
    while (last.duplicateOf !== null && !seen.has(last.duplicateOf)) {
      seen.add(last.duplicateOf);
      last = await this.#incident(last.duplicateOf);
    }
    return last;
  }

  /** Whether an alert that fires anew is one more of the incident, which may be resolved since a short while. */
  #mayJoin({ status, alerts }: Incident): boolean {
    if (status.category === 'closed') return false;
    if (status.category !== 'resolved') return true;
    const { reopenWithinMs } = this.#rules.signals.document;
    const { settledAt = null } = alerts ?? {};
    return settledAt !== null && this.#stamp.at - settledAt <= reopenWithinMs;
  }

  /** The incident of its group that it belongs to: of several that are open the first, else what was resolved last. */
  async #ofGroup({ group, groupedBy }: Judgement, { startsAt }: Episode): Promise<Incident | null> {
    if (groupedBy === null) return null;
    const numbers = await this.#transaction.alertIncidents.ofGroup(group, mostOfGroup);
    const within = this.#rules.signals.document.groupWithinMs;
    const fitting: Incident[] = [];
    for (const number of numbers) {
      const incident = await this.#incident(number);
      const { firstStart = startsAt } = incident.alerts ?? {};
      if (Math.abs(startsAt - firstStart) <= within && this.#mayJoin(incident)) {
        fitting.push(incident);
      }
    }
    return fitting.filter(isUnderWay).at(-1) ?? fitting[0] ?? null;
  }

  /** What fires of its group, and is in no incident yet since there were too few of them. */
  async #waiting(
    { group, groupedBy, threshold }: Judgement,
    { last: { key } }: Episode,
  ): Promise<{ source: string; episode: Episode }[]> {
    if (groupedBy === null || threshold <= 1) return [];
    const firing = await this.#transaction.signals.firingOfGroup(group, 1_000);
    return firing
      .filter((each) => !isSameAlert(each, { source: this.#source, key }))
      .flatMap(({ source, received }) => {
        const episode = foldEpisodes(received).at(-1);
        return episode ? { source, episode } : [];
      });
  }

  async #report({ last }: Episode, judgement: Judgement): Promise<Incident> {
    const transaction = this.#transaction;
    const number = await transaction.incidents.nextNumber();
    const { at } = this.#stamp;
    const pause = judgement.pauseMs > 0 ? at + judgement.pauseMs : 0;
    const until = Math.max(
      pause,
      maintenanceOf(this.#rules.signals.document, this.#source, last, at) ?? 0,
    );
    const report = reportOfAlert(last, judgement, until || null);
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
    { source = this.#source, again = false } = {},
  ): Promise<Incident> {
    let incident = before;
    if (!isUnderWay(incident)) {
      const until = maintenanceOf(
        this.#rules.signals.document,
        source,
        episode.last,
        this.#stamp.at,
      );
      const reopened = this.#decideReopen(incident, episode);
      // Its workflow does not let it be opened again: it stays as it is, with the alert on it.
      if (reopened && until !== null) incident = await this.pause(incident, until);
      if (reopened) incident = await this.#append(incident, reopened);
    }
    const attached = decideAttach(incident, source, episode, judgement, again);
    if (!attached) return incident;
    incident = await this.#append(incident, attached);
    return this.#raiseLevels(incident, judgement);
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
