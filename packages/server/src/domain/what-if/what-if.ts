import type { IncidentEvent } from '../incident/events.ts';
import { toReference } from '../incident/reference.ts';
import { type Incident, isWithdrawn } from '../incident/state.ts';
import { type TargetName, targetNames } from '../sla/targets.ts';
import { decideAnew } from './decide-anew.ts';
import type { ConfigurationHistory, Drafts, Undecidable } from './history.ts';
import { type Outcome, type Outcomes, outcomes, outcomesOf } from './outcomes.ts';
import { replayDecided } from './replay-decided.ts';

/** What the rules made of an incident, and what became of it. */
export interface Judged {
  /** The priority that it has by now. */
  priority: string;
  outcomes: Outcomes;
}

interface Identified {
  incident: string;
  title: string;
  /** Epoch milliseconds. */
  reportedAt: number;
}

/** An incident that drafts would have made something else of. */
export interface ChangedIncident extends Identified {
  before: Judged;
  after: Judged;
}

/** An incident of which nobody knows what the drafts would have made. */
export interface UndecidableIncident extends Identified {
  because: Undecidable;
}

/** One incident, as it was and as it would have been. */
export type WhatIf =
  /** Cancelled, or a duplicate: it counts for nothing. */
  | { kind: 'withdrawn' }
  | ({ kind: 'undecidable' } & UndecidableIncident)
  | ({ kind: 'compared' } & ChangedIncident);

/**
 * What would have become of an incident if the drafts had been in force in its whole life. Everything
 * that was not drafted stays as it was at that time, so what is different is because of the drafts.
 * @param events the whole stream of the incident
 * @returns null for no events
 */
export function whatIf(
  events: readonly IncidentEvent[],
  history: ConfigurationHistory,
  drafts: Drafts,
  now: number,
): WhatIf | null {
  const book = history.book(drafts);
  const judge = (incident: Incident): Judged => ({
    priority: incident.priority,
    outcomes: outcomesOf(incident, book, now),
  });
  // Nothing is decided again here, so this cannot fail; the clocks are found in the same way.
  const asItWas = replayDecided(events, (_, event) => ({ event }), book);
  if (!asItWas || 'undecidable' in asItWas) return null;
  const { incident: before } = asItWas;
  // Nothing was promised of it by any rules.
  if (before.imported) return null;
  if (isWithdrawn(before)) return { kind: 'withdrawn' };
  const { number, title, reportedAt } = before;
  const identified = { incident: toReference(number), title, reportedAt };
  const drafted = replayDecided(
    events,
    (state, event) => decideAnew(state, event, history.rulesAt(event.seq, drafts)),
    book,
  );
  if (!drafted) return null;
  if ('undecidable' in drafted) {
    return { kind: 'undecidable', ...identified, because: drafted.undecidable };
  }
  return { kind: 'compared', ...identified, before: judge(before), after: judge(drafted.incident) };
}

export function isChanged({ before, after }: ChangedIncident): boolean {
  return (
    before.priority !== after.priority ||
    targetNames.some((target) => before.outcomes[target] !== after.outcomes[target])
  );
}

/** Sums over incidents. Those of slices can be added up, see `addTotals`. */
export interface WhatIfTotals {
  /** Compared, and so in the sums below. */
  compared: number;
  /** Cancelled ones and duplicates. */
  withdrawn: number;
  undecidable: number;
  /** With another priority or another outcome. */
  changed: number;
  /** With another priority. */
  reprioritized: number;
  /** How many of those compared have each priority, by its id; one that none has is not in it. */
  priorities: Record<string, { before: number; after: number }>;
  targets: Record<TargetName, TargetTotals>;
}

export interface TargetTotals {
  before: Record<Outcome, number>;
  after: Record<Outcome, number>;
  /** Met, where before it was missed. */
  newlyMet: number;
  /** Missed, where before it was met. */
  newlyMissed: number;
}

export function totalsOf(incidents: readonly WhatIf[]): WhatIfTotals {
  const count = (kind: WhatIf['kind']) => incidents.filter((each) => each.kind === kind).length;
  const compared = incidents.filter((each) => each.kind === 'compared');
  return {
    compared: compared.length,
    withdrawn: count('withdrawn'),
    undecidable: count('undecidable'),
    changed: compared.filter(isChanged).length,
    reprioritized: compared.filter(({ before, after }) => before.priority !== after.priority)
      .length,
    priorities: byPriority(
      compared.flatMap(({ before, after }) => [
        [before.priority, { before: 1, after: 0 }],
        [after.priority, { before: 0, after: 1 }],
      ]),
    ),
    targets: byTarget((target) => {
      const pairs = compared.map(
        ({ before, after }) => [before.outcomes[target], after.outcomes[target]] as const,
      );
      const countOf = (was: Outcome, is: Outcome) =>
        pairs.filter(([before, after]) => before === was && after === is).length;
      return {
        before: byOutcome((outcome) => pairs.filter(([before]) => before === outcome).length),
        after: byOutcome((outcome) => pairs.filter(([, after]) => after === outcome).length),
        newlyMet: countOf('missed', 'met'),
        newlyMissed: countOf('met', 'missed'),
      };
    }),
  };
}

/** The totals of two slices together. */
export function addTotals(a: WhatIfTotals, b: WhatIfTotals): WhatIfTotals {
  return {
    compared: a.compared + b.compared,
    withdrawn: a.withdrawn + b.withdrawn,
    undecidable: a.undecidable + b.undecidable,
    changed: a.changed + b.changed,
    reprioritized: a.reprioritized + b.reprioritized,
    priorities: byPriority([...Object.entries(a.priorities), ...Object.entries(b.priorities)]),
    targets: byTarget((target) => {
      const [inA, inB] = [a.targets[target], b.targets[target]];
      return {
        before: byOutcome((outcome) => inA.before[outcome] + inB.before[outcome]),
        after: byOutcome((outcome) => inA.after[outcome] + inB.after[outcome]),
        newlyMet: inA.newlyMet + inB.newlyMet,
        newlyMissed: inA.newlyMissed + inB.newlyMissed,
      };
    }),
  };
}

/** The sums of what there is for each priority. */
function byPriority(
  counts: readonly [priority: string, { before: number; after: number }][],
): WhatIfTotals['priorities'] {
  const sums = new Map<string, { before: number; after: number }>();
  for (const [priority, { before, after }] of counts) {
    const sum = sums.get(priority);
    sums.set(priority, {
      before: (sum?.before ?? 0) + before,
      after: (sum?.after ?? 0) + after,
    });
  }
  return Object.fromEntries(sums);
}

function byTarget<T>(of: (target: TargetName) => T): Record<TargetName, T> {
  return Object.fromEntries(targetNames.map((each) => [each, of(each)])) as Record<TargetName, T>;
}

function byOutcome(of: (outcome: Outcome) => number): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((each) => [each, of(each)])) as Record<Outcome, number>;
}
