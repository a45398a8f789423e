import { migrationsFor, projections } from '../registry.ts';
import type { EngineName } from './migration.ts';
import { migrationTable } from './names.ts';
import { formerTable } from './take-over.ts';

/** All tables that a database of this version has, but for what it keeps of its migrations. */
export const ownTables: readonly string[] = [
  ...['head', 'events', 'answers', 'secrets', 'site_secrets', 'uploads', 'personal_items'],
  ...['deliveries', 'alerts', 'messages', 'chat_posts', 'subscribers'],
  'shift_calendars',
  ...['anomalies', 'watched_series', 'watched_counts'],
  'incident_moves',
  ...['measured_minutes', 'measured_hours', 'burn_episodes'],
  ...projections.map((each) => each.table),
];

/** Where a database keeps the names of the migrations that it has had, the likelier first. */
export const migrationTables = [migrationTable, formerTable] as const;

/**
 * The tables that a database has when it is whole, also one of a version before.
 * @param executed the migrations that it has had
 */
export function tablesAfter(engine: EngineName, executed: readonly string[]): string[] {
  const toCome = Object.entries(migrationsFor(engine))
    .filter(([name]) => !executed.includes(name))
    .flatMap(([, { makes = [] }]) => makes);
  return ownTables.filter((table) => !toCome.includes(table));
}
