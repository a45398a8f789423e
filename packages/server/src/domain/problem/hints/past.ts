const day = 24 * 60 * 60_000;

/** What is looked at for what keeps coming back, in days: weeks that are whole, as weekdays differ. */
export const recentDays = 28;
/** What is usual is what was before, at most for so long and at least for so long. */
const mostBefore = 336;
const leastBefore = 28;

/** An incident as hints are made of it. Instants in epoch milliseconds. */
export interface PastIncident {
  number: number;
  reportedAt: number;
  /** When it was over; null while it is not. */
  overAt: number | null;
  service: string | null;
  category: string | null;
  wasReopened: boolean;
}

/** What is compared: what was reported lately, and before that. Half-open. */
export interface HintPeriods {
  from: number;
  recentFrom: number;
  to: number;
  /** How much of all of it is lately, from 0 to 1. */
  share: number;
}

/** @returns null where there is too little from before to say what is usual */
export function hintPeriods(firstReportedAt: number, now: number): HintPeriods | null {
  const recentFrom = now - recentDays * day;
  const weeks = Math.floor((recentFrom - firstReportedAt) / (7 * day));
  const before = Math.min(weeks * 7, mostBefore);
  if (!(before >= leastBefore)) return null;
  const share = recentDays / (recentDays + before);
  return { from: recentFrom - before * day, recentFrom, to: now, share };
}

/** What incidents cost: from their reports until they were over, or until now; milliseconds. */
export function lostIn(incidents: readonly PastIncident[], now: number): number {
  return incidents.reduce(
    (sum, each) => sum + Math.max(0, (each.overAt ?? now) - each.reportedAt),
    0,
  );
}
