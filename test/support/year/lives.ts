import {
  type Actor,
  type CalendarBook,
  chooseMember,
  type Due,
  decideAcknowledge,
  decideAssign,
  decideCancel,
  decideClose,
  decideHold,
  decideLevels,
  decideNote,
  decideReport,
  decideResolve,
  decideResume,
  decideRoute,
  factsOfReport,
  findRoute,
  findTeam,
  type Incident,
  isUnderWay,
  KitError,
  type NewIncidentEvent,
  nextDue,
  type Report,
  type Rules,
  resolutionCodes,
  systemActor,
} from '../../../packages/server/src/domain/index.ts';
import { Chance } from './chance.ts';
import { descriptionOf, noteOf, rareWord, titleOf } from './words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long the desk has been at work, milliseconds. */
const history = 365 * day;
export const site = 'pk_bench';

/** Appends an event to the log, and gives the incident as it is then. */
export type Append = (
  before: Incident | null,
  event: NewIncidentEvent,
  stamp: { at: number; actor: Actor; actorName: string | null },
) => Incident;

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
  settled(incident: Incident): void;
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
export class Desk {
  readonly #year: Year;
  readonly #chance: Chance;
  readonly #lives = new Heap();
  readonly #rotation = new Map<string, string>();
  readonly #load = new Map<string, number>();
  /** Events that were appended, and that are planned. */
  #expected = 0;

  constructor(year: Year) {
    this.#year = year;
    this.#chance = new Chance(year.incidents);
  }

  /** Yields the number of each incident as it is reported, so that what was appended can be written. */
  *live(): Generator<number> {
    const { incidents, until, settled } = this.#year;
    const pause = history / incidents;
    for (let number = 1; number <= incidents; number += 1) {
      const at = Math.floor(until - history + number * pause);
      this.#liveUntil(at);
      this.#report(number, at);
      yield number;
    }
    this.#liveUntil(until);
    for (const { state } of this.#lives.all()) settled(state);
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
        this.#year.settled(life.state);
      }
    }
  }

  #wake(life: Life): void {
    const { due } = life;
    if (due && due.at <= life.actsAt) {
      // What a shorter target makes of a clock lies before what has just happened.
      const at = Math.max(due.at, life.state.at);
      this.#append(life, due.event, at, systemActor, null);
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
    try {
      this.#append(life, this.#decide(life.state, act, at, isByReporter), at, actor, name);
    } catch (error) {
      // As when silence was quicker to close it; the rules say so, and nothing happens.
      if (!(error instanceof KitError)) throw error;
    }
  }

  #append(life: Life, event: NewIncidentEvent, at: number, actor: Actor, actorName: string | null) {
    this.#count(life.state, -1);
    life.state = this.#year.append(life.state, event, { at, actor, actorName });
    this.#count(life.state, 1);
    this.#expected += 1;
    life.due = nextDue(life.state, this.#year.book);
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
    const { rules, append, book, incidents } = this.#year;
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
    const reported = decideReport(number, report, rules);
    const actor: Actor = { role: 'reporter', id: `person-${person}`, site };
    let state = append(null, reported, { at, actor, actorName: `Person ${person}` });
    const facts = factsOfReport(report, reported.data.priority);
    const { title, description } = report;
    const route = findRoute(rules, { ...facts, title, description, reporterEmail: null });
    const team = route.team === null ? null : findTeam(rules.teams.document, route.team);
    const assignee =
      !team || route.assign === 'nobody'
        ? null
        : chooseMember(team, route.assign, {
            open: this.#load,
            last: this.#rotation.get(team.id) ?? null,
          });
    const routed = decideRoute(reported, report, route, assignee, rules);
    if (routed) state = append(state, routed, { at, actor: systemActor, actorName: null });
    if (team && assignee) this.#rotation.set(team.id, assignee.id);
    this.#count(state, 1);
    this.#expected += routed ? 2 : 1;
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

  #count(state: Incident, change: number): void {
    const id = state.assignee?.id;
    if (id === undefined || !isUnderWay(state)) return;
    this.#load.set(id, (this.#load.get(id) ?? 0) + change);
  }
}

function wakesAt({ actsAt, due }: Life): number {
  return due ? Math.min(actsAt, due.at) : actsAt;
}

/** Lives, of which the one that wakes next can be had at once. */
class Heap {
  readonly #lives: Life[] = [];

  get first(): Life | undefined {
    return this.#lives[0];
  }

  all(): readonly Life[] {
    return this.#lives;
  }

  add(life: Life): void {
    let index = this.#lives.push(life) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      if (this.#wakes(above) <= this.#wakes(index)) return;
      this.#swap(above, index);
      index = above;
    }
  }

  takeFirst(): void {
    const last = this.#lives.pop();
    if (!last || this.#lives.length === 0) return;
    this.#lives[0] = last;
    this.sinkFirst();
  }

  /** After the first has come to wake later. */
  sinkFirst(): void {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (this.#wakes(left) < this.#wakes(least)) least = left;
      if (this.#wakes(right) < this.#wakes(least)) least = right;
      if (least === index) return;
      this.#swap(least, index);
      index = least;
    }
  }

  #wakes(index: number): number {
    const life = this.#lives[index];
    return life ? wakesAt(life) : Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#lives[a], this.#lives[b]];
    if (first && second) [this.#lives[a], this.#lives[b]] = [second, first];
  }
}
