/** Which number of `3/4/2024` comes first. */
export const dateOrders = ['day-first', 'month-first'] as const;
export type DateOrder = (typeof dateOrders)[number];

const numbers = /^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;

/** The numbers of a date that may be either; null for any other text. */
export function numericDate(text: string): { first: number; second: number; year: number } | null {
  const [, first, , second, year] = numbers.exec(text) ?? [];
  if (first === undefined || second === undefined || year === undefined) return null;
  const full = Number(year) + (year.length === 2 ? 2000 : 0);
  return { first: Number(first), second: Number(second), year: full };
}

/** What all times of a file say of the order of their days and months. */
export class DateOrderEvidence {
  /** The line of the first time that can only be read so. */
  readonly #lines: Record<DateOrder, { line: number; text: string } | null> = {
    'day-first': null,
    'month-first': null,
  };
  #hasNumeric = false;

  note(text: string, line: number): void {
    const date = numericDate(text);
    if (!date) return;
    this.#hasNumeric = true;
    const { first, second } = date;
    if (first > 12 && first <= 31 && second <= 12) this.#lines['day-first'] ??= { line, text };
    if (second > 12 && second <= 31 && first <= 12) this.#lines['month-first'] ??= { line, text };
  }

  /**
   * The order that the whole file leaves; `irrelevant` where there is no such date, `ambiguous` where each can
   * be read both ways, and both lines where one says this and one that.
   */
  decide():
    | DateOrder
    | 'irrelevant'
    | 'ambiguous'
    | { contradicts: { line: number; text: string }[] } {
    const [day, month] = [this.#lines['day-first'], this.#lines['month-first']];
    if (day && month) return { contradicts: [day, month] };
    if (day) return 'day-first';
    if (month) return 'month-first';
    return this.#hasNumeric ? 'ambiguous' : 'irrelevant';
  }
}
