const day = 86_400_000;
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** A rule of repetition as jCal (RFC 7265) has it: `{ freq: 'YEARLY', bymonth: 5, byday: '-1MO' }`. */
export type RuleParts = Record<string, unknown>;

const understood = ['freq', 'interval', 'count', 'until', 'bymonth', 'bymonthday', 'byday', 'wkst'];

/** Why a rule is not one that holidays have; null for one that is. */
export function reasonAgainst(rule: RuleParts): string | null {
  if (rule.freq !== 'YEARLY') return 'It repeats, but not every year.';
  const isUnderstood =
    Object.keys(rule).every((part) => understood.includes(part)) &&
    list(rule.byday).every((each) =>
      /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.test(String(each)),
    ) &&
    rule.count !== 0 &&
    (rule.until === undefined || Number.isFinite(daysSince1970(String(rule.until))));
  return isUnderstood ? null : 'It repeats by a rule that is too unusual for a holiday.';
}

/**
 * The days of a yearly rule from `from` to `to`, as days since 1970-01-01. `start` is the event's own
 * date, which says what the rule leaves open. It looks at each day and asks whether the rule fits: a
 * rule that never fits then ends like any other, while iterators of rules run on for ever on some.
 */
export function daysOfRule(
  rule: RuleParts,
  { start, from, to }: { start: number; from: number; to: number },
): number[] {
  const until = rule.until === undefined ? to : daysSince1970(String(rule.until));
  const last = Math.min(to, until);
  const fits = yearly(rule, start);
  let left = typeof rule.count === 'number' ? rule.count : Number.POSITIVE_INFINITY;
  const found: number[] = [];
  // Only who counts has to know what was before.
  const first = Number.isFinite(left) ? start : Math.max(start, from);
  for (let at = first; at <= last && left > 0; at += 1) {
    if (!fits(at)) continue;
    left -= 1;
    if (at >= from) found.push(at);
  }
  return found;
}

/** `YYYY-MM-DD`, with or without a time of day behind it, as days since 1970-01-01. */
function daysSince1970(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / day;
}

function yearly(rule: RuleParts, start: number): (at: number) => boolean {
  const begin = new Date(start * day);
  const interval = typeof rule.interval === 'number' ? rule.interval : 1;
  const [byMonth, byMonthDay] = [list(rule.bymonth).map(Number), list(rule.bymonthday).map(Number)];
  const byDay = list(rule.byday).map(String);
  const isPlain = byMonthDay.length === 0 && byDay.length === 0;
  const months = isPlain && byMonth.length === 0 ? [begin.getUTCMonth() + 1] : byMonth;
  const monthDays = isPlain ? [begin.getUTCDate()] : byMonthDay;
  return (at) => {
    const date = new Date(at * day);
    const [year, month, dayOfMonth] = [
      date.getUTCFullYear(),
      date.getUTCMonth() + 1,
      date.getUTCDate(),
    ];
    if ((year - begin.getUTCFullYear()) % interval !== 0) return false;
    if (months.length > 0 && !months.includes(month)) return false;
    const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const fitsMonthDay =
      monthDays.length === 0 ||
      monthDays.includes(dayOfMonth) ||
      monthDays.includes(dayOfMonth - daysInMonth - 1);
    if (!fitsMonthDay) return false;
    if (byDay.length === 0) return true;
    // “The last Monday” is that of the month where months are named, else that of the year.
    const [nth, of] =
      byMonth.length > 0
        ? [dayOfMonth, daysInMonth]
        : [
            at - Date.UTC(year, 0, 0) / day,
            (Date.UTC(year + 1, 0, 0) - Date.UTC(year, 0, 0)) / day,
          ];
    const weekday = weekdays[date.getUTCDay()] ?? '';
    const [fromBegin, fromEnd] = [Math.ceil(nth / 7), -Math.ceil((of - nth + 1) / 7)];
    return byDay.some((each) => {
      const position = Number(each.slice(0, -2));
      if (each.slice(-2) !== weekday) return false;
      return position === 0 || position === fromBegin || position === fromEnd;
    });
  };
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
