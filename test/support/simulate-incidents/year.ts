import {
  type Actor,
  type CalendarBook,
  type Due,
  decideAcknowledge,
  decideAssign,
  decideCancel,
  decideClose,
  decideHold,
  decideLevels,
  decideNote,
  decideResolve,
  decideResume,
  findTeam,
  type Incident,
  isUnderWay,
  type NewIncidentEvent,
  nextDue,
  type Report,
  type Rules,
  resolutionCodes,
} from '../../../packages/server/src/domain/index.ts';
import { Chance } from './chance.ts';
import { Heap } from './heap.ts';
import { type Append, SimulatedDesk } from './simulated-desk.ts';
import { descriptionOf, noteOf, rareWord, titleOf } from './words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long the desk has been at work, milliseconds. */
const history = 365 * day;
export const site = 'pk_bench';

interface Act {
  /** Milliseconds after the one before. */
  after: number;
  does:
    | 'acknowledge'
    | 'assign'
    | 'levels'
    | 'note'
    | 'hold'
    | 'resume'
    | 'resolve'
    | 'close'
    | 'cancel';
}

interface Life {
  state: Incident;
  acts: Act[];
  /** When something next happens to it: by somebody, or by itself. Epoch milliseconds. */
  actsAt: number;
  due: Due | null;
}

export interface Year {
  incidents: number;
  /** Events of each on average, about; fewer than seven are not enough for a life. */
  eventsEach: number;
  /** When the year ends, epoch milliseconds. */
  until: number;
  rules: Rules;
  book: CalendarBook;
  append: Append;
  /** An incident to which nothing more will happen in this year. */
  over(incident: Incident): void;
}

/** How many people report so many incidents, as `person-0`, `person-1`, …: each some fifty. */
export const reportersOf = (incidents: number) => Math.ceil(incidents / 50);

/** The incident that has a thousand events. */
export const longest = (incidents: number) => Math.floor(incidents * 0.9);

/**
 * A year at a desk: incidents are reported one after the other, and what happens to each happens in
 * between, in the order of time. Everything is decided by the rules themselves; whatever falls due
 * happens by itself, as it would under a server that looks each second.
 */
export class SimulatedYear {
  readonly #year: Year;
  readonly #chance: Chance;
  readonly #desk: SimulatedDesk;
  readonly #lives = new Heap<Life>(wakesAt);
  /** Events that were appended, and that are planned. */
  #expected = 0;

  constructor(year: Year) {
    this.#year = year;
    this.#chance = new Chance(year.incidents);
    this.#desk = new SimulatedDesk(year.rules, year.book, (before, event, stamp) => {
      this.#expected += 1;
      return year.append(before, event, stamp);
    });
  }

  /** Yields the number of each incident as it is reported, so that what was appended can be written. */
  *reports(): Generator<number> {
    const { incidents, until, over } = this.#year;
    const pause = history / incidents;
    for (let number = 1; number <= incidents; number += 1) {
      const at = Math.floor(until - history + number * pause);
      this.#liveUntil(at);
      this.#report(number, at);
      yield number;
    }
    this.#liveUntil(until);
    for (const { state } of this.#lives.all()) over(state);
  }

  #liveUntil(until: number): void {
    for (;;) {
      const life = this.#lives.first;
      if (!life || wakesAt(life) > until) return;
      this.#wake(life);
      if (wakesAt(life) < Number.POSITIVE_INFINITY || isUnderWay(life.state)) {
        this.#lives.sinkFirst();
      } else {
        this.#lives.takeFirst();
        this.#year.over(life.state);
      }
    }
  }

  #wake(life: Life): void {
    const { due } = life;
    if (due && due.at <= life.actsAt) {
      // What a shorter target makes of a clock lies before what has just happened.
      const at = Math.max(due.at, life.state.at);
      this.#now(life, this.#desk.applyDue(life.state, at));
      return;
    }
    const at = life.actsAt;
    const act = life.acts.shift();
    life.actsAt = at + (life.acts[0]?.after ?? Number.POSITIVE_INFINITY);
    this.#expected -= 1;
    if (!act) return;
    const isByReporter = act.does === 'close' || (act.does === 'note' && this.#chance.is(0.3));
    const { id, name } = isByReporter
      ? { id: life.state.reporter.id ?? '', name: life.state.reporterName }
      : (this.#memberOf(life.state.team) ?? { id: 'desk-ada', name: 'Ada of desk' });
    const actor: Actor = { role: isByReporter ? 'reporter' : 'agent', id, site };
    const by = { at, actor, actorName: name };
    // Refused as when silence was quicker to close it; then nothing happens.
    const decide = (state: Incident) => this.#decide(state, act, at, isByReporter);
    this.#now(life, this.#desk.doAtOnce(life.state, by, decide));
  }

  #now(life: Life, state: Incident): void {
    life.state = state;
    life.due = nextDue(state, this.#year.book);
  }

  #decide(state: Incident, act: Act, at: number, isByReporter: boolean): NewIncidentEvent {
    const { rules } = this.#year;
    const chance = this.#chance;
    switch (act.does) {
      case 'acknowledge':
        return decideAcknowledge(state, rules);
      case 'assign':
        return decideAssign(state, rules, {
          team: null,
          assignee: this.#memberOf(state.team)?.id ?? null,
        });
      case 'levels':
        return decideLevels(state, rules, { urgency: chance.of(['high', 'medium', 'low']) });
      case 'note':
        return decideNote(noteOf(chance), isByReporter || chance.is(0.6) ? 'public' : 'internal');
      case 'hold':
        return decideHold(
          state,
          rules,
          chance.of(['waiting-reporter', 'waiting-vendor', 'waiting-change']),
          noteOf(chance),
        );
      case 'resume':
        return decideResume(state, rules, null);
      case 'resolve':
        return decideResolve(
          state,
          rules,
          { code: chance.of(resolutionCodes), text: noteOf(chance) },
          at,
        );
      case 'close':
        return decideClose(state, rules, 'confirmed', null);
      case 'cancel':
        return decideCancel(state, rules, noteOf(chance));
    }
  }

  #report(number: number, at: number): void {
    const { rules, book, incidents } = this.#year;
    const chance = this.#chance;
    const person = chance.below(reportersOf(incidents));
    const report: Report = {
      title: titleOf(chance),
      description: descriptionOf(chance, rareWord(number, incidents)),
      service: chance.of(rules.catalogue.document.services).id,
      category: chance.is(0.8) ? chance.of(rules.catalogue.document.categories).id : null,
      impact: chance.of(['high', 'medium', 'medium', 'low', 'low', 'low']),
      urgency: chance.of(['high', 'medium', 'medium', 'low']),
      contact: { name: null, email: `person-${person}@desk.example` },
      site,
      reporterGroups: [],
    };
    const actor: Actor = { role: 'reporter', id: `person-${person}`, site };
    const by = { at, actor, actorName: `Person ${person}` };
    const state = this.#desk.report(number, report, by);
    const acts = this.#plan(number);
    this.#lives.add({
      state,
      acts,
      actsAt: at + (acts[0]?.after ?? Number.POSITIVE_INFINITY),
      due: nextDue(state, book),
    });
  }

  /** What people will do about an incident. */
  #plan(number: number): Act[] {
    const chance = this.#chance;
    const { incidents, eventsEach } = this.#year;
    const acts: Act[] = [{ after: chance.after(15 * minute), does: 'acknowledge' }];
    const note = (): Act => ({ after: chance.after(40 * minute), does: 'note' });
    if (chance.is(0.8)) acts.push({ after: chance.after(10 * minute), does: 'assign' });
    if (chance.is(0.1)) acts.push({ after: chance.after(10 * minute), does: 'levels' });
    // Some are never done with; most of those are young.
    const isForgotten = chance.is(number > incidents * 0.95 ? 0.35 : 0.012);
    const waits = chance.is(isForgotten ? 0.5 : 0.2);
    const planned = acts.length + (isForgotten ? 1 : waits ? 4 : 2);
    const missing = eventsEach * number - this.#expected - planned;
    const notes = Math.max(0, Math.round(missing + (chance.next() - 0.5) * 8));
    for (let index = 0; index < Math.min(notes, 25); index += 1) acts.push(note());
    if (waits) acts.push({ after: chance.after(hour), does: 'hold' });
    if (!isForgotten) {
      if (waits) acts.push({ after: chance.after(day), does: 'resume' });
      if (chance.is(0.03)) acts.push({ after: chance.after(hour), does: 'cancel' });
      else acts.push({ after: chance.after(3 * hour), does: 'resolve' });
      if (chance.is(0.1)) acts.push({ after: chance.after(10 * hour), does: 'close' });
    }
    this.#expected += acts.length;
    if (number === longest(incidents)) {
      const many = Array.from({ length: 990 }, (): Act => ({ after: minute, does: 'note' }));
      acts.splice(1, 0, ...many);
    }
    return acts;
  }

  #memberOf(team: string | null) {
    const found = team === null ? null : findTeam(this.#year.rules.teams.document, team);
    return found ? this.#chance.of(found.members) : null;
  }
}

function wakesAt({ actsAt, due }: Life): number {
  return due ? Math.min(actsAt, due.at) : actsAt;
}
