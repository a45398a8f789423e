import { weekdayOf } from '../domain/calendar/local-time.ts';
import { dateParts, firstOfMonth } from './days.ts';
import type { Rule } from './ical-rule.ts';
import type { DayRange } from './local-dates.ts';

/** Told how many days are looked at; throws when they are too many. */
export type Spend = (days: number) => void;

/**
 * The days of a rule within a range, in order, as days since 1970-01-01. `start` is the event's own
 * date, which says what the rule leaves open.
 *
 * Each day that a year, month or week may have is looked at once, in constant time, however long the
 * rule's lists are. So what a text costs is known before it is spent, and a rule that never fits ends
 * like any other.
 */
export function daysOfRule(
  rule: Rule,
  { start, range, spend }: { start: number; range: DayRange; spend: Spend },
): number[] {
  const days: number[] = [];
  const whole = completed(rule, start);
  const period = periodsOf(whole, start);
  const positions = whole.positions.length > 0 ? new Set(whole.positions) : null;
  const { count } = rule;
  let found = 0;
  // Only who counts has to know what was before.
  const first = count === null ? Math.max(start, range.from) : start;
  for (let index = period.indexOf(first); period.begin(index) <= range.to; index += period.step) {
    const candidates = period.days(index, spend);
    let position = 0;
    for (const each of candidates) {
      position += 1;
      if (positions && !hasEither(positions, position, candidates.length)) continue;
      if (each < start) continue;
      if (each > range.to || (count !== null && found >= count)) return days;
      found += 1;
      if (each >= range.from) days.push(each);
    }
    if (count !== null && found >= count) return days;
  }
  return days;
}

/** With the parts that the rule leaves to its start. */
function completed(rule: Rule, start: number): Rule {
  const [, month, monthDay] = dateParts(start);
  const { frequency, months, monthDays, yearDays, weekNumbers, weekdays } = rule;
  if ([monthDays, yearDays, weekdays].some((list) => list.length > 0)) return rule;
  if (frequency === 'WEEKLY' || weekNumbers.length > 0) {
    return { ...rule, weekdays: [{ weekday: weekdayOf(start), nth: 0 }] };
  }
  if (frequency === 'MONTHLY') return { ...rule, monthDays: [monthDay] };
  if (frequency !== 'YEARLY') return rule;
  return { ...rule, months: months.length > 0 ? months : [month], monthDays: [monthDay] };
}

/** The years, months, weeks or days that a rule goes through, by number. */
interface Periods {
  step: number;
  /** The number of the last period of the rule that begins at or before a day. */
  indexOf(day: number): number;
  /** The first day of a period. */
  begin(index: number): number;
  /** The days of a period that fit, in order. */
  days(index: number, spend: Spend): number[];
}

function periodsOf(rule: Rule, start: number): Periods {
  const { frequency, interval: step } = rule;
  const fits = fitting(rule);
  const [startYear, startMonth] = dateParts(start);
  const aligned = (index: number, begin: number) =>
    begin + Math.floor((index - begin) / step) * step;
  if (frequency === 'YEARLY' || frequency === 'MONTHLY') {
    const isYear = frequency === 'YEARLY';
    const months = [...new Set(rule.months)].sort((a, b) => a - b);
    const all = months.length > 0 ? months : Array.from({ length: 12 }, (_, index) => index + 1);
    const begin = isYear ? startYear : startYear * 12 + startMonth - 1;
    const year = (index: number) => (isYear ? index : Math.floor(index / 12));
    const month = (index: number) => (isYear ? 1 : (index % 12) + 1);
    return {
      step,
      indexOf: (day) => {
        const [ofDay, monthOfDay] = dateParts(day);
        return aligned(isYear ? ofDay : ofDay * 12 + monthOfDay - 1, begin);
      },
      begin: (index) => firstOfMonth(year(index), month(index)),
      days: (index, spend) => {
        spend(10);
        const ofPeriod = isYear ? all : all.filter((each) => each === month(index));
        return ofPeriod.flatMap((each) => fits.inMonth(year(index), each, spend));
      },
    };
  }
  const length = frequency === 'WEEKLY' ? 7 : 1;
  const begin = start - (length === 7 ? (weekdayOf(start) - rule.weekStart + 7) % 7 : 0);
  return {
    step,
    indexOf: (day) => aligned(Math.floor((day - begin) / length), 0),
    begin: (index) => begin + index * length,
    days: (index, spend) => {
      spend(10 * length);
      const days: number[] = [];
      const first = begin + index * length;
      for (let at = first; at < first + length; at += 1) if (fits.isDay(at)) days.push(at);
      return days;
    },
  };
}

interface Fitting {
  /** The days of a month that fit, in order. `month` counts from 1. */
  inMonth(year: number, month: number, spend: Spend): number[];
  isDay(day: number): boolean;
}

/** What a rule says about a day, as sets: asking them does not depend on how much it says. */
function fitting(rule: Rule): Fitting {
  const months = new Set(rule.months);
  const monthDays = new Set(rule.monthDays);
  const yearDays = new Set(rule.yearDays);
  const weekNumbers = new Set(rule.weekNumbers);
  const weekdays = new Set(rule.weekdays.map(({ weekday, nth }) => weekday + 7 * nth));
  /** “The last Monday” is that of the month where months are named, else that of the year. */
  const countsInMonth = rule.frequency === 'MONTHLY' || months.size > 0;
  const exact = rule.monthDays.every((each) => each > 0)
    ? [...monthDays].sort((a, b) => a - b)
    : [];

  const fits = (at: number, year: number, monthFrom: number, monthTo: number) => {
    const dayOfMonth = at - monthFrom + 1;
    if (monthDays.size > 0 && !hasEither(monthDays, dayOfMonth, monthTo - monthFrom)) return false;
    if (yearDays.size === 0 && weekNumbers.size === 0 && weekdays.size === 0) return true;
    const [from, to] = [firstOfMonth(year, 1), firstOfMonth(year + 1, 1)];
    if (yearDays.size > 0 && !hasEither(yearDays, at - from + 1, to - from)) return false;
    if (weekNumbers.size > 0) {
      const [week, weeks] = weekOf(at, year, rule.weekStart);
      if (!hasEither(weekNumbers, week, weeks)) return false;
    }
    if (weekdays.size === 0) return true;
    const weekday = weekdayOf(at);
    const [first, last] = countsInMonth ? [monthFrom, monthTo - 1] : [from, to - 1];
    const fromBegin = Math.floor((at - first) / 7) + 1;
    const fromEnd = -Math.floor((last - at) / 7) - 1;
    return (
      weekdays.has(weekday) ||
      weekdays.has(weekday + 7 * fromBegin) ||
      weekdays.has(weekday + 7 * fromEnd)
    );
  };
  return {
    inMonth: (year, month, spend) => {
      const [from, to] = [firstOfMonth(year, month), firstOfMonth(year, month + 1)];
      const days: number[] = [];
      const take = (at: number) => {
        if (at < to && fits(at, year, from, to)) days.push(at);
      };
      spend(exact.length || to - from);
      if (exact.length > 0) for (const each of exact) take(from + each - 1);
      else for (let at = from; at < to; at += 1) take(at);
      return days;
    },
    isDay: (at) => {
      const [year, month] = dateParts(at);
      if (months.size > 0 && !months.has(month)) return false;
      return fits(at, year, firstOfMonth(year, month), firstOfMonth(year, month + 1));
    },
  };
}

/** Whether a set has a number that counts from 1, or the negative one that counts from the end. */
function hasEither(set: Set<number>, number: number, length: number): boolean {
  return set.has(number) || set.has(number - length - 1);
}

/** The number of a day's week, and how many weeks the year has to which that week belongs. */
function weekOf(at: number, year: number, weekStart: number): [week: number, weeks: number] {
  const own = firstWeek(year, weekStart);
  const next = firstWeek(year + 1, weekStart);
  if (at >= next) return [1, weeksBetween(next, firstWeek(year + 2, weekStart))];
  const [from, to] = at < own ? [firstWeek(year - 1, weekStart), own] : [own, next];
  return [Math.floor((at - from) / 7) + 1, weeksBetween(from, to)];
}

function weeksBetween(from: number, to: number): number {
  return (to - from) / 7;
}

/** The first day of a year's first week: the one that has at least four days of the year. */
function firstWeek(year: number, weekStart: number): number {
  const fourth = firstOfMonth(year, 1) + 3;
  return fourth - ((weekdayOf(fourth) - weekStart + 7) % 7);
}
