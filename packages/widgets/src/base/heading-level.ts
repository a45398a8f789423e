import { nothing } from 'lit';

/**
 * The level of a heading as the page's outline has it, for `aria-level`: what the page says of the
 * element's first heading, from 1 to 6, and below it what stands under that one. Anything else leaves
 * headings as they are.
 */
export function headingLevel(level: number | undefined, depth = 0): unknown {
  // An attribute's value is a string.
  const first = Math.floor(Number(level));
  return first >= 1 && first <= 6 ? Math.min(6, first + depth) : nothing;
}
