import { type BudgetUnit, burnRateOf, type TallyOf } from './budget.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How fast a budget burns: the first two tell somebody, the last is only noted. */
export type BurnLevel = 'fast' | 'slow' | 'steady';

/**
 * When a budget burns too fast. The long window says that it matters, the short one that it goes on: so what is
 * over does not keep anybody awake. Both are durations, and the same on days on which clocks change.
 */
export const burnRules: readonly { level: BurnLevel; rate: number; long: number; short: number }[] =
  [
    { level: 'fast', rate: 14.4, long: hour, short: 5 * minute },
    { level: 'slow', rate: 6, long: 6 * hour, short: 30 * minute },
    { level: 'steady', rate: 1, long: 3 * day, short: 6 * hour },
  ];

/** What one of the rules says of a budget now. */
export interface BurnReading {
  level: BurnLevel;
  /** From which rate on, in both windows, it burns too fast. */
  rate: number;
  /** How long the windows are, milliseconds, and how fast it burnt in each; null where there are too few events. */
  long: { ms: number; burn: number | null };
  short: { ms: number; burn: number | null };
  isBurning: boolean;
}

/**
 * How fast a budget burns, by each rule.
 * @param at where all windows end, epoch milliseconds
 */
export function readBurnRates(
  tallyOf: TallyOf,
  target: number,
  unit: BudgetUnit,
  at: number,
): BurnReading[] {
  const burnOver = (ms: number) => ({ ms, burn: burnRateOf(tallyOf(at - ms, at), target, unit) });
  return burnRules.map(({ level, rate, ...windows }) => {
    const [long, short] = [burnOver(windows.long), burnOver(windows.short)];
    const isBurning = (long.burn ?? 0) >= rate && (short.burn ?? 0) >= rate;
    return { level, rate, long, short, isBurning };
  });
}

/** An alert tells somebody; a note is kept for those who look. */
export type EpisodeKind = 'alert' | 'note';

export const levelsOf: Record<EpisodeKind, readonly BurnLevel[]> = {
  alert: ['fast', 'slow'],
  note: ['steady'],
};

/**
 * At which level an episode of a kind goes on, or begins; null where there is none, or it is over.
 * @param before at which it is open; null for none
 */
export function levelOf(
  kind: EpisodeKind,
  readings: readonly BurnReading[],
  before: BurnLevel | null,
): BurnLevel | null {
  const own = readings.filter(({ level }) => levelsOf[kind].includes(level));
  const burning = own.find(({ isBurning }) => isBurning);
  if (burning) return burning.level;
  return before !== null && own.some(mayGoOn) ? before : null;
}

/** Where nothing comes any more the short window cannot say that it is over; the long one ends it. */
function mayGoOn({ rate, long, short }: BurnReading): boolean {
  return (long.burn ?? 0) >= rate && short.burn === null;
}
