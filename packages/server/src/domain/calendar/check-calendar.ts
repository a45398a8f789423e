import { type FieldError, fieldError } from '../errors.ts';
import type { Calendar, TimeWindow, WorkingHours } from './calendar.ts';
import { day, dayNumber, isDate, isZone, weekdayOf, weekdays } from './local-time.ts';
import { type Interval, localWindow } from './schedule.ts';

const hour = 3_600_000;
const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The windows of one day, and where they stand in the calendar. */
interface Day {
  called: string;
  /** As the calendar names it: `mon`, or a date. */
  day: string;
  path: FieldError['path'];
  windows: readonly TimeWindow[];
}

/**
 * What is wrong with a calendar of the right shape, everything at once: too little working time, empty
 * or overlapping windows, a date that is there twice or does not exist, a zone that does not exist.
 */
export function checkCalendar(calendar: Calendar): FieldError[] {
  if (calendar === '24x7') return [];
  return [
    ...zoneErrors(calendar),
    ...dateErrors(calendar.holidays, 'holidays'),
    ...dateErrors(calendar.extra, 'extra'),
    ...weeklyErrors(calendar),
    ...extraErrors(calendar),
  ];
}

function zoneErrors({ zone }: WorkingHours): FieldError[] {
  if (isZone(zone)) return [];
  const message = `There is no time zone “${zone}”. Use an IANA name such as Europe/Berlin.`;
  return [fieldError(['zone'], message, 'unknown-zone', { zone })];
}

function dateErrors(list: readonly { date: string }[], field: string): FieldError[] {
  const seen = new Set<string>();
  const errors: FieldError[] = [];
  list.forEach(({ date }, index) => {
    const path = [field, index, 'date'];
    if (!isDate(date)) {
      const message = `“${date}” is not a date. Write it as YYYY-MM-DD.`;
      errors.push(fieldError(path, message, 'wrong-date', { date }));
    } else if (seen.has(date)) {
      const message = `“${date}” is there twice. Remove one of them.`;
      errors.push(fieldError(path, message, 'duplicate', { id: date }));
    }
    seen.add(date);
  });
  return errors;
}

function weeklyErrors({ weekly }: WorkingHours): FieldError[] {
  const week = weekdays.map((weekday, index): Day => {
    return {
      called: weekdayNames[index] ?? '',
      day: weekday,
      path: ['weekly', weekday],
      windows: weekly[weekday] ?? [],
    };
  });
  const errors = week.flatMap((each, index) => [
    ...emptyWindows(each),
    ...overlapsWithin(each),
    ...overlaps(week.at(index - 1), each, (_, second) => second),
  ]);
  const worked = week
    .flatMap(({ windows }) => windows.filter((window) => !isEmpty(window)).map(localWindow))
    .reduce((sum, [from, to]) => sum + to - from, 0);
  // Less than that, and the due time of the longest target would be centuries away.
  if (worked < hour) {
    const has = worked === 0 ? 'no working time' : 'less than an hour of working time a week';
    const message = `The calendar has ${has}. Add a window to a day of the week.`;
    errors.unshift(fieldError(['weekly'], message, 'too-little-working-time'));
  }
  return errors;
}

function extraErrors({ weekly, holidays, extra }: WorkingHours): FieldError[] {
  const dates = extra.map(({ date }) => (isDate(date) ? dayNumber(date) : null));
  const extraOn = new Map(dates.map((date, index) => [date, index]));
  const closed = new Set(
    holidays.filter(({ date }) => isDate(date)).map((each) => dayNumber(each.date)),
  );
  const extraDay = (index: number): Day => ({
    called: extra[index]?.date ?? '',
    day: extra[index]?.date ?? '',
    path: ['extra', index, 'windows'],
    windows: extra[index]?.windows ?? [],
  });
  const dayOn = (date: number): Day => {
    const index = extraOn.get(date);
    if (index !== undefined) return extraDay(index);
    const weekday = weekdayOf(date);
    return {
      called: weekdayNames[weekday] ?? '',
      day: weekdays[weekday] ?? 'mon',
      path: [],
      windows: closed.has(date) ? [] : (weekly[weekdays[weekday] ?? 'mon'] ?? []),
    };
  };
  return dates.flatMap((date, index) => {
    const own = extraDay(index);
    const errors = [...emptyWindows(own), ...overlapsWithin(own)];
    if (date === null) return errors;
    errors.push(...overlaps(dayOn(date - 1), own, (_, second) => second));
    // When the day after is an extra day too, it is that one's turn to complain.
    if (!extraOn.has(date + 1)) errors.push(...overlaps(own, dayOn(date + 1), (first) => first));
    return errors;
  });
}

function isEmpty([opening, closing]: TimeWindow): boolean {
  return opening === closing;
}

/** As in `09:00–17:00`. */
const written = (window: TimeWindow) => window.join('–');

function emptyWindows({ called, day, path, windows }: Day): FieldError[] {
  return windows.flatMap((window, index) => {
    if (!isEmpty(window)) return [];
    const message =
      `${called} ${written(window)} opens and closes at the same time. ` +
      'Remove it, or write 00:00–24:00 for the whole day.';
    return [
      fieldError([...path, index], message, 'empty-window', { day, window: written(window) }),
    ];
  });
}

/** Each window that overlaps one before it of the same day, complained about once. */
function overlapsWithin(own: Day): FieldError[] {
  return own.windows.flatMap((window, index) => {
    const other = own.windows
      .slice(0, index)
      .find((each) => !isEmpty(each) && !isEmpty(window) && meet(span(each), span(window)));
    return other ? [overlap([own, other], [own, window], [...own.path, index])] : [];
  });
}

/** Windows of a day that go past midnight into a window of the next. */
function overlaps(
  first: Day | undefined,
  second: Day,
  blame: <T>(first: T, second: T) => T,
): FieldError[] {
  return (first?.windows ?? []).flatMap((early, earlyIndex) =>
    second.windows.flatMap((late, lateIndex) => {
      if (!first || isEmpty(early) || isEmpty(late)) return [];
      if (!meet(span(early), span(late, day))) return [];
      const at = blame([...first.path, earlyIndex], [...second.path, lateIndex]);
      return [overlap([first, early], [second, late], at)];
    }),
  );
}

function span(window: TimeWindow, after = 0): Interval {
  const [from, to] = localWindow(window);
  return [from + after, to + after];
}

function meet(a: Interval, b: Interval): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

function overlap(
  [firstDay, first]: [Day, TimeWindow],
  [secondDay, second]: [Day, TimeWindow],
  path: FieldError['path'],
): FieldError {
  const message =
    `${secondDay.called} ${written(second)} overlaps ${firstDay.called} ${written(first)}. ` +
    'Shorten one of them.';
  return fieldError(path, message, 'overlapping-windows', {
    day: secondDay.day,
    window: written(second),
    otherDay: firstDay.day,
    otherWindow: written(first),
  });
}
