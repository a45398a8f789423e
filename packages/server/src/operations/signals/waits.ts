import type { Rules } from '../../domain/configuration/documents.ts';
import { decideWait, isToBeHeld } from '../../domain/incident/decide/waits.ts';
import type { NewIncidentEvent, WaitsFor } from '../../domain/incident/events.ts';
import type { Incident } from '../../domain/incident/state.ts';
import { needing } from '../../domain/signal/dependencies.ts';
import type { Judgement } from '../../domain/signal/judge-alert.ts';
import type { Signal } from '../../domain/signal/signal.ts';
import type { Stamp } from '../../store/port/log.ts';
import type { Transaction } from '../../store/port/store.ts';
import { appendToIncident, incidentWithNumber } from '../incidents/apply-due.ts';
import { findDependency } from './find-dependency.ts';
import { Storm } from './storm.ts';

/** What the notifications of incidents that an alert opens wait for: a storm, or another service's incident. */
export class Waits {
  readonly #transaction: Transaction;
  readonly #rules: Rules;
  readonly #stamp: Stamp;
  readonly #storm: Storm;

  /** @param say makes an incident of a storm, or goes on with it */
  constructor(
    transaction: Transaction,
    rules: Rules,
    stamp: Stamp,
    say: (storm: Signal) => Promise<void>,
  ) {
    this.#transaction = transaction;
    this.#rules = rules;
    this.#stamp = stamp;
    this.#storm = new Storm(transaction, rules, stamp, say);
  }

  /** The storm that an incident belongs to which an alert opens now; null for none. */
  async storm(): Promise<WaitsFor | null> {
    const storm = await this.#storm.count();
    return storm === null ? null : { why: 'storm', incident: storm };
  }

  /**
   * The incident of a service that this one cannot do without; null for none.
   * @param number the incident that would wait for it; null where there is none yet
   */
  dependency(service: string | null, number: number | null): Promise<WaitsFor | null> {
    return findDependency(this.#transaction, this.#rules, service, number);
  }

  wait(incident: Incident, waitsFor: WaitsFor): Promise<Incident> {
    return this.#append(incident, decideWait(waitsFor));
  }

  /** An alert has opened an incident: it may belong to a storm, and others may be what comes of it. */
  async begin(before: Incident, levels: Pick<Judgement, 'impact' | 'urgency'>): Promise<Incident> {
    let incident = before;
    if (incident.waitsFor?.why === 'storm') {
      incident = await this.#storm.takeIn(incident, incident.waitsFor.incident, levels);
    }
    await this.#holdThoseThatNeed(incident);
    return incident;
  }

  async #holdThoseThatNeed({ number, service }: Incident): Promise<void> {
    if (service === null) return;
    const services = needing(this.#rules.catalogue.document.services, service);
    if (services.length === 0) return;
    for (const each of await this.#transaction.waits.openOf(services)) {
      const incident = await incidentWithNumber(this.#transaction, each);
      if (each === number || !isToBeHeld(incident)) continue;
      const waitsFor = await findDependency(this.#transaction, this.#rules, incident.service, each);
      if (waitsFor) await this.wait(incident, waitsFor);
    }
  }

  #append(incident: Incident, event: NewIncidentEvent): Promise<Incident> {
    return appendToIncident(this.#transaction, incident, event, this.#stamp);
  }
}
