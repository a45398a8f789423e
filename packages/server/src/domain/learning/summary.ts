import type { FieldFigures, JudgedIncident } from './field-learner.ts';
import type { LearnerTrust } from './label-learner.ts';
import { shareInterval } from './trust.ts';

/** How well a field is learned, by the last that were judged. */
export interface LearningSummary extends LearnerTrust {
  /** When it stopped, epoch milliseconds; null where it has not. */
  stoppedAt: number | null;
  last: {
    judged: number;
    right: number;
    amongThree: number;
    /** Those that it would have set, and how many of them wrongly. */
    set: number;
    setWrongly: number;
    /** Between which shares, from 0 to 1, the true one of what is set rightly lies nine times of ten; null without any. */
    precision: { low: number; high: number } | null;
  };
  /** How sure it was of what it suggested first, in tenths, and how often that was right; only those that came to be. */
  calibration: { from: number; said: number; judged: number; right: number }[];
  /** What they turned out to be, the most frequent first. */
  classes: { id: string; judged: number; right: number; suggested: number }[];
}

/** More of them nobody reads. */
const mostClasses = 50;

const isRight = ({ suggested, actual }: JudgedIncident) => suggested === actual;

export function summarize({ last, ...trust }: FieldFigures): LearningSummary {
  const set = last.filter(({ wouldSet }) => wouldSet);
  const setRightly = set.filter(isRight).length;
  return {
    ...trust,
    last: {
      judged: last.length,
      right: last.filter(isRight).length,
      amongThree: last.filter(({ isAmongThree }) => isAmongThree).length,
      set: set.length,
      setWrongly: set.length - setRightly,
      precision: set.length > 0 ? shareInterval(setRightly, set.length) : null,
    },
    calibration: calibrationOf(last),
    classes: classesOf(last),
  };
}

function calibrationOf(last: readonly JudgedIncident[]): LearningSummary['calibration'] {
  const tenths = Map.groupBy(last, ({ probability }) => Math.min(9, Math.floor(probability * 10)));
  return [...tenths]
    .sort(([one], [other]) => one - other)
    .map(([tenth, each]) => ({
      from: tenth / 10,
      said: each.reduce((sum, { probability }) => sum + probability, 0) / each.length,
      judged: each.length,
      right: each.filter(isRight).length,
    }));
}

function classesOf(last: readonly JudgedIncident[]): LearningSummary['classes'] {
  const suggested = Map.groupBy(last, (each) => each.suggested);
  return [...Map.groupBy(last, ({ actual }) => actual)]
    .map(([id, each]) => ({
      id,
      judged: each.length,
      right: each.filter(isRight).length,
      suggested: suggested.get(id)?.length ?? 0,
    }))
    .sort((one, other) => other.judged - one.judged || (one.id < other.id ? -1 : 1))
    .slice(0, mostClasses);
}
