import type { Rules } from '../../domain/configuration/documents.ts';
import { isSameAlert } from '../../domain/incident/alerts.ts';
import { type Incident, isUnderWay } from '../../domain/incident/state.ts';
import { type Episode, foldEpisodes } from '../../domain/signal/episodes.ts';
import type { Judgement } from '../../domain/signal/judge-alert.ts';
import type { Transaction } from '../../store/port/store.ts';
import { applyDue, incidentWithNumber } from '../incidents/apply-due.ts';

/** Incidents of a group that are looked at for one to join. */
const mostOfGroup = 20;

/** Which incident an alert that fires anew belongs to, if there is one. */
export class JoinableIncidents {
  readonly #transaction: Transaction;
  readonly #rules: Rules;
  readonly #source: string;
  readonly #at: number;

  /** @param at epoch milliseconds, by our clock */
  constructor(transaction: Transaction, rules: Rules, source: string, at: number) {
    this.#transaction = transaction;
    this.#rules = rules;
    this.#source = source;
    this.#at = at;
  }

  /** What was merged into another goes on there. */
  async followDuplicate(incident: Incident): Promise<Incident> {
    const seen = new Set([incident.number]);
    let last = incident;
    while (last.duplicateOf !== null && !seen.has(last.duplicateOf)) {
      seen.add(last.duplicateOf);
      last = await this.#incident(last.duplicateOf);
    }
    return last;
  }

  /** Whether an alert that fires anew is one more of the incident, which may be resolved since a short while. */
  mayJoin({ status, alerts }: Incident): boolean {
    if (status.category === 'closed') return false;
    if (status.category !== 'resolved') return true;
    const { reopenWithinMs } = this.#rules.signals.document;
    const { settledAt = null } = alerts ?? {};
    return settledAt !== null && this.#at - settledAt <= reopenWithinMs;
  }

  /** The incident of its group that it belongs to: of several that are open the first, else what was resolved last. */
  async ofGroup({ group, groupedBy }: Judgement, { startsAt }: Episode): Promise<Incident | null> {
    if (groupedBy === null) return null;
    const numbers = await this.#transaction.alertIncidents.ofGroup(group, mostOfGroup);
    const within = this.#rules.signals.document.groupWithinMs;
    const fitting: Incident[] = [];
    for (const number of numbers) {
      const incident = await this.#incident(number);
      const { firstStart = startsAt } = incident.alerts ?? {};
      if (Math.abs(startsAt - firstStart) <= within && this.mayJoin(incident)) {
        fitting.push(incident);
      }
    }
    return fitting.filter(isUnderWay).at(-1) ?? fitting[0] ?? null;
  }

  /** What fires of its group, and is in no incident yet since there were too few of them. */
  async waiting(
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

  async #incident(number: number): Promise<Incident> {
    const incident = await incidentWithNumber(this.#transaction, number);
    return applyDue(this.#transaction, incident, this.#at);
  }
}
