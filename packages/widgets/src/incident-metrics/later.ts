/** What whoever opens a page with figures sees after the figures themselves. */
export { figureTable } from './figure-table.ts';
export { overview } from './overview.ts';
