import { type Changes, replacedBy } from '../commit/changes.ts';
import type { Value } from '../connection.ts';

/** Tells other instances that the log has grown. */
export const channel = 'incident_kit';

const texts = new Map<string, string>();

/** Everything that a transaction writes, as one statement: each table's rows are one JSON parameter. */
export function flushStatement(changes: Changes): { text: string; parameters: Value[] } {
  const tables = [...changes.rows.keys()];
  const erases = changes.erased.length > 0;
  const forgets = changes.repliesBefore !== null;
  const uploads = changes.uploadsBefore !== null;
  const signals = changes.signalsBefore !== null;
  const kind = `${tables.join()}${erases}${forgets}${uploads}${signals}`;
  const text = texts.get(kind) ?? write(changes.rows, { erases, forgets, uploads, signals });
  texts.set(kind, text);
  const { seq, hash, at } = changes.head;
  return {
    text,
    parameters: [
      seq,
      hash,
      at,
      ...tables.map((table) => JSON.stringify(changes.rows.get(table))),
      ...(erases ? [JSON.stringify(changes.erased)] : []),
      ...(forgets ? [changes.repliesBefore] : []),
      ...(uploads ? [changes.uploadsBefore] : []),
      ...(signals ? [changes.signalsBefore] : []),
    ],
  };
}

/**
 * The same statement with no row in it: it takes the same locks and needs the same rights. The head is
 * written as it is.
 */
export function flushNothingStatement(changes: Changes): { text: string; parameters: Value[] } {
  const { text, parameters } = flushStatement(changes);
  return { text, parameters: [...parameters.slice(0, 3), ...[...changes.rows].map(() => '[]')] };
}

function write(
  rows: Changes['rows'],
  {
    erases,
    forgets,
    uploads,
    signals,
  }: { erases: boolean; forgets: boolean; uploads: boolean; signals: boolean },
): string {
  const parts = [...rows].map(([table, [first = {}]], index) => {
    const columns = Object.keys(first);
    const names = columns.join(', ');
    const key = replacedBy(table);
    const replacing = columns.map((column) => `${column} = excluded.${column}`).join(', ');
    return (
      `written_${table} as (insert into ${table} (${names}) ` +
      `select ${names} from json_populate_recordset(null::${table}, $${index + 4}::json)` +
      `${key === null ? '' : ` on conflict (${key.join(', ')}) do update set ${replacing}`})`
    );
  });
  if (erases) {
    parts.push(
      'erased as (update events set personal = null, salt = null where seq in ' +
        `(select value::bigint from json_array_elements_text($${rows.size + 4}::json)))`,
    );
  }
  if (forgets) {
    const before = rows.size + (erases ? 5 : 4);
    parts.push(`forgotten as (delete from answers where at < $${before})`);
  }
  if (uploads) {
    const before = 4 + rows.size + Number(erases) + Number(forgets);
    parts.push(
      `gone as (delete from uploads where state = 'gone' and expires_at < $${before}::bigint)`,
    );
  }
  if (signals) {
    const before = `$${4 + rows.size + Number(erases) + Number(forgets) + Number(uploads)}::bigint`;
    parts.push(
      `past_deliveries as (delete from deliveries where received_at < ${before})`,
      `past_alerts as (delete from alerts where state = 'resolved' and received_at < ${before})`,
    );
  }
  // The notification leaves with the commit, and only if there is one.
  return (
    `${parts.length > 0 ? `with ${parts.join(', ')} ` : ''}` +
    `update head set seq = $1, hash = $2, at = $3 where id = 1 ` +
    `returning pg_notify('${channel}', seq::text)`
  );
}
