/** What was seen up to an anomaly, and what would have been usual. */
export interface AnomalyCourse {
  /** How long each point counts, minutes; null where each is a number that was pushed. */
  minutes: number | null;
  /** The oldest first. */
  points: CoursePoint[];
}

export interface CoursePoint {
  /** Of a count its end; epoch milliseconds. */
  at: number;
  value: number;
  /** Between which values nothing is told; null while it is learned what is usual. */
  low: number | null;
  high: number | null;
}

/** So many points are shown of a course. */
export const longestCourse = 48;

/** Kept are digits that a chart can show. */
export function toPoint(
  at: number,
  value: number,
  usual: { low: number; high: number } | undefined,
): CoursePoint {
  return {
    ...{ at, value: rounded(value) },
    low: usual ? rounded(usual.low) : null,
    high: usual ? rounded(usual.high) : null,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
