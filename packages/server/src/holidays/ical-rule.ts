import ICAL from 'ical.js';
import { type ICalTime, readTime } from './ical-time.ts';

/** A rule of repetition (RFC 5545, RRULE), as far as it is about days. */
export interface Rule {
  frequency: 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY' | 'MINUTELY' | 'SECONDLY';
  interval: number;
  count: number | null;
  until: ICalTime | null;
  months: number[];
  /** Negative ones count from the end, as in the next three. */
  monthDays: number[];
  yearDays: number[];
  weekNumbers: number[];
  /** BYSETPOS: which of the days of a year, month or week. */
  positions: number[];
  /** 0 for Monday; `nth` of the year or month, 0 for each. */
  weekdays: { weekday: number; nth: number }[];
  /** The day on which weeks begin, 0 for Monday. */
  weekStart: number;
}

/** What is wrong with a rule: goes on behind “Line 5: ”, and ends with a full stop. */
export class RuleError extends Error {}

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** The parts of a rule, each with whether it has numbers. RFC 5545 has rules of dates ignore hours. */
const known = new Map([
  ...['FREQ', 'UNTIL', 'WKST', 'BYDAY', 'RSCALE', 'SKIP'].map((name) => [name, false] as const),
  ...['INTERVAL', 'COUNT', 'BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'].map(
    (name) => [name, true] as const,
  ),
  ...['BYHOUR', 'BYMINUTE', 'BYSECOND'].map((name) => [name, true] as const),
]);
/** A list of all days of the year has some 1,500 letters. */
const longestRule = 2_000;

/**
 * Reads a rule. Null for one that says nothing.
 * @throws RuleError
 */
export function readRule(text: string): Rule | null {
  if (text.length > longestRule) throw new RuleError('its rule has more than 2,000 letters.');
  const parts = new Map<string, string>();
  for (const part of text.toUpperCase().replace(/\s+/g, '').split(';')) {
    const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(part) ?? [];
    if (name === '') continue;
    if (parts.has(name)) throw new RuleError(`its rule has ${name.slice(0, 20)} twice.`);
    check(name, value);
    parts.set(name, value);
  }
  return parts.size === 0 ? null : ruleOf(parts);
}

/** Whether its days come every year, or follow each other until it ends. */
export function isYearly(rule: Rule): boolean {
  const { frequency, interval, count, until, months } = rule;
  if (frequency === 'YEARLY' || count === 1) return true;
  if (frequency === 'MONTHLY' && interval % 12 === 0) return true;
  if (frequency !== 'MONTHLY' && frequency !== 'WEEKLY' && frequency !== 'DAILY') return false;
  if (months.length > 0 && months.length < 12) return true;
  const lists = [rule.monthDays, rule.yearDays, rule.weekNumbers, rule.weekdays, rule.positions];
  const isEachDay = frequency === 'DAILY' && interval === 1 && lists.flat().length === 0;
  return isEachDay && (count !== null || until !== null);
}

function check(name: string, value: string): void {
  const isNumbers = known.get(name);
  if (isNumbers === undefined) {
    throw new RuleError(`its rule has ${name.slice(0, 20)}, which is not known.`);
  }
  if (isNumbers && !/^[+-]?\d{1,9}(,[+-]?\d{1,9})*$/.test(value)) {
    throw new RuleError(`its rule has ${name}=${value.slice(0, 20)}, which is no number.`);
  }
  if (name === 'RSCALE' && !/^GREGOR(Y|IAN)$/.test(value)) {
    throw new RuleError(`it repeats by another calendar (${value.slice(0, 20)}).`);
  }
  if (name === 'SKIP' && value !== 'OMIT') {
    throw new RuleError(`its rule has SKIP=${value.slice(0, 20)}, which is not read.`);
  }
}

function ruleOf(parts: Map<string, string>): Rule {
  const recur = recurOf(parts);
  const frequency = parts.get('FREQ') as Rule['frequency'] | undefined;
  if (!frequency) throw new RuleError('its rule does not say how often it repeats.');
  const until = recur.until === undefined ? null : readTime(recur.until);
  if (recur.until !== undefined && !until) {
    const date = parts.get('UNTIL')?.slice(0, 20);
    throw new RuleError(`its rule ends on a date that does not exist (${date}).`);
  }
  if (recur.count === 0) throw new RuleError('its rule has COUNT=0.');
  const weekdays = list(recur.byday).map((each) => ({
    weekday: days.indexOf(String(each).slice(-2)),
    nth: Number(String(each).slice(0, -2)),
  }));
  const hasNoMonth = (frequency !== 'YEARLY' && frequency !== 'MONTHLY') || parts.has('BYWEEKNO');
  if (hasNoMonth && weekdays.some(({ nth }) => nth !== 0)) {
    throw new RuleError('its rule counts weekdays where there is no month or year to count in.');
  }
  return {
    frequency,
    interval: Number(recur.interval ?? 1),
    count: recur.count === undefined ? null : Number(recur.count),
    until,
    months: list(recur.bymonth).map(Number),
    monthDays: list(recur.bymonthday).map(Number),
    yearDays: list(recur.byyearday).map(Number),
    weekNumbers: list(recur.byweekno).map(Number),
    positions: list(recur.bysetpos).map(Number),
    weekdays,
    weekStart: days.indexOf(parts.get('WKST') ?? 'MO'),
  };
}

/** The rule as jCal (RFC 7265) has it: `{ freq: 'YEARLY', bymonth: 5, byday: '-1MO' }`. */
function recurOf(parts: Map<string, string>): Record<string, unknown> {
  // The library refuses noughts in front, which some programs write.
  const rule = [...parts].map(
    ([name, value]) => `${name}=${value.replace(/(^|,)([+-]?)0+(?=[1-9])/g, '$1$2')}`,
  );
  try {
    return ICAL.parse.property(`RRULE:${rule.join(';')}`)[3];
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : String(error);
    throw new RuleError(`it cannot be read (${why}).`);
  }
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
