import type { Rules } from '../../domain/configuration/documents.ts';
import { KitError } from '../../domain/errors.ts';
import { decideLevels } from '../../domain/incident/decide/classification.ts';
import { decideLink } from '../../domain/incident/decide/relations.ts';
import { decideReach, decideWait, isToBeHeld } from '../../domain/incident/decide/waits.ts';
import type { NewIncidentEvent } from '../../domain/incident/events.ts';
import { toReference } from '../../domain/incident/reference.ts';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { isStorm, stormKey, stormSource } from '../../domain/incident/storm.ts';
import { foldEpisodes } from '../../domain/signal/episodes.ts';
import { isWorse, type Judgement } from '../../domain/signal/judge-alert.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import { signalOfStorm, stormWithinMs } from '../../domain/signal/storm.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { ancestorsOf } from '../incidents/ancestors-of.ts';
import { appendToIncident, incidentWithNumber } from '../incidents/apply-due.ts';

/** Incidents from just before a storm that it takes in. */
const mostBefore = 1_000;

/** The storm of alerts there is, of all sources together: what alerts open while it lasts is below it. */
export class Storm {
  readonly #transaction: Transaction;
  readonly #rules: Rules;
  readonly #stamp: Stamp;
  readonly #say: (storm: Signal) => Promise<void>;
  /** Alerts that have opened an incident within a minute, with those of this transaction. */
  #opened: number | null = null;
  #isSaid = false;
  /** The incident that was last a storm, once it was looked for; null for none. */
  #last: number | null | undefined;

  constructor(
    transaction: Transaction,
    rules: Rules,
    stamp: Stamp,
    say: (storm: Signal) => Promise<void>,
  ) {
    this.#transaction = transaction;
    this.#rules = rules;
    this.#stamp = stamp;
    this.#say = say;
  }

  get #since(): number {
    return this.#stamp.at - stormWithinMs;
  }

  /**
   * Counts an alert that opens an incident.
   * @returns the number of the storm that it belongs to; null where there is none
   */
  async count(): Promise<number | null> {
    this.#opened ??= await this.#transaction.alertIncidents.countOpenedSince(this.#since);
    this.#opened += 1;
    const storm = await this.#find();
    if (this.#opened <= this.#rules.signals.document.storm.perMinute) return storm;
    // That it goes on is said once in a transaction: all of that is at one instant.
    if (!this.#isSaid) {
      await this.#say(await this.#signal(storm !== null));
      this.#last = undefined;
    }
    this.#isSaid = true;
    const now = await this.#find();
    if (now !== null && storm === null) await this.#takeInThoseBefore(now);
    return now;
  }

  /** The number of the storm that goes on; null for none. */
  async #find(): Promise<number | null> {
    if (this.#last === undefined) this.#last = await this.#ask();
    const number = this.#last;
    return number !== null && isStorm(await this.#incident(number)) ? number : null;
  }

  async #ask(): Promise<number | null> {
    const [known] = await this.#transaction.alertIncidents.ofAlerts(stormSource, [stormKey]);
    return known?.number ?? null;
  }

  /** One that a person has ended begins anew. */
  async #signal(goesOn: boolean): Promise<Signal> {
    const { perMinute } = this.#rules.signals.document.storm;
    const [known] = await this.#transaction.signals.alerts(stormSource, [stormKey]);
    const last = known && foldEpisodes(known.received).at(-1);
    const startsAt = goesOn && last?.state === 'firing' ? last.startsAt : this.#stamp.at;
    return signalOfStorm(startsAt, perMinute);
  }

  /** What has begun within the minute is told already; what comes of it is told with the storm. */
  async #takeInThoseBefore(storm: number): Promise<void> {
    const before = await this.#transaction.alertIncidents.openedSince(this.#since, mostBefore);
    for (const number of before) {
      let incident = await this.#incident(number);
      if (!isUnderWay(incident)) continue;
      if (isToBeHeld(incident)) {
        incident = await this.#append(incident, decideWait({ why: 'storm', incident: storm }));
      }
      await this.takeIn(incident, storm, incident);
    }
  }

  /** @param levels those that its alert has: a storm is as pressing as the worst of its incidents */
  async takeIn(
    incident: Incident,
    number: number,
    levels: Pick<Judgement, 'impact' | 'urgency'>,
  ): Promise<Incident> {
    let storm = await this.#incident(number);
    const child = await this.#linkTo(storm, incident);
    const { impact, urgency } = levels;
    if (!storm.override && isWorse(this.#rules.matrix.document, { impact, urgency }, storm)) {
      storm = await this.#append(storm, decideLevels(storm, this.#rules, { impact, urgency }));
    }
    const reached = decideReach(storm, incident, this.#rules);
    if (reached) await this.#append(storm, reached);
    return child;
  }

  /** Not what has a parent already, or no room for another link. */
  async #linkTo(storm: Incident, incident: Incident): Promise<Incident> {
    const link = { kind: 'parent', target: toReference(storm.number) } as const;
    try {
      const linked = decideLink(incident, link, await ancestorsOf(this.#transaction, storm));
      return await this.#append(incident, linked);
    } catch (error) {
      if (error instanceof KitError) return incident;
      throw error;
    }
  }

  #incident(number: number): Promise<Incident> {
    return incidentWithNumber(this.#transaction, number);
  }

  #append(incident: Incident, event: NewIncidentEvent): Promise<Incident> {
    return appendToIncident(this.#transaction, incident, event, this.#stamp);
  }
}
