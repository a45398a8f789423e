/** What was counted between two instants: events, or milliseconds. */
export interface Tally {
  bad: number;
  total: number;
}

/** Counts what was between two instants, the first included; epoch milliseconds. */
export type TallyOf = (from: number, to: number) => Tally;

/** What is counted: events that were measured, or time. */
export type BudgetUnit = 'events' | 'time';

/** Fewer events than that say nothing. */
export const fewestEvents = 10;

/** What may go wrong within the window, and what has. Events, or milliseconds; see `unit`. */
export interface Budget {
  unit: BudgetUnit;
  total: number;
  /** What of it may be bad. */
  allowed: number;
  used: number;
  /** Less than nothing once more was bad than may be. */
  left: number;
  /** Of what is allowed; 1 while nothing was bad. Null where there are too few events. */
  leftShare: number | null;
  /** How much was good, percent; null where there are too few events. */
  achieved: number | null;
  isTooFew: boolean;
}

/** Of a million, how many may be bad: whole, so that nothing is lost by what binary fractions cannot say. */
export function allowedPerMillion(target: number): number {
  return Math.round((100 - target) * 10_000);
}

export function isTooFew({ total }: Tally, unit: BudgetUnit): boolean {
  return unit === 'events' && total < fewestEvents;
}

/** @param target percent */
export function errorBudgetOf(tally: Tally, target: number, unit: BudgetUnit): Budget {
  const { bad: used, total } = tally;
  const allowed = (total * allowedPerMillion(target)) / 1_000_000;
  const tooFew = isTooFew(tally, unit) || total === 0;
  return {
    ...{ unit, total, allowed, used, left: allowed - used, isTooFew: tooFew },
    leftShare: tooFew ? null : (allowed - used) / allowed,
    achieved: tooFew ? null : ((total - used) * 100) / total,
  };
}

/**
 * How many times faster than allowed the budget is used: at 1 it lasts for exactly the window.
 * @returns null where there are too few events to say
 */
export function burnRateOf(tally: Tally, target: number, unit: BudgetUnit): number | null {
  if (isTooFew(tally, unit) || tally.total === 0) return null;
  return (tally.bad * 1_000_000) / (tally.total * allowedPerMillion(target));
}

/** What was left of the budget at an instant of the window. */
export interface BurnPoint {
  at: number;
  /** Of what the whole window allows; never more than at the point before. */
  leftShare: number;
}

const hour = 60 * 60_000;
/** Points of a burn-down after its first. */
const mostSteps = 56;

/** How the budget of a window was used, from its beginning, when all of it was left, by whole hours to its end. */
export function burnDown(
  tallyOf: TallyOf,
  { from, to }: { from: number; to: number },
  target: number,
  unit: BudgetUnit,
): BurnPoint[] {
  const { allowed, isTooFew: saysNothing } = errorBudgetOf(tallyOf(from, to), target, unit);
  if (saysNothing) return [];
  const points: BurnPoint[] = [{ at: from, leftShare: 1 }];
  const steps = Math.min(mostSteps, Math.floor((to - from) / hour));
  let used = 0;
  for (let step = 1, before = from; step <= steps; step += 1) {
    const at = step === steps ? to : hourOf(from + ((to - from) * step) / steps);
    used += tallyOf(before, at).bad;
    points.push({ at, leftShare: (allowed - used) / allowed });
    before = at;
  }
  return points;
}

function hourOf(at: number): number {
  return Math.floor(at / hour) * hour;
}
