import { type Changes, replacedBy } from '../commit/changes.ts';
import type { Value } from '../connection.ts';

/** Tells other instances that the log has grown. */
export const channel = 'incident_kit';

const texts = new Map<string, string>();

/** What loses something besides the rows that come: by one parameter, which is null for nothing. */
interface Removal {
  name: string;
  parameter(changes: Changes): Value;
  /** @param parameter as it stands in the statement, e.g. `$4` */
  parts(parameter: string): string[];
}

const removals: readonly Removal[] = [
  {
    name: 'erased',
    parameter: ({ erased }) => (erased.length > 0 ? JSON.stringify(erased) : null),
    parts: (seqs) => [
      'erased as (update events set personal = null, salt = null where seq in ' +
        `(select value::bigint from json_array_elements_text(${seqs}::json)))`,
    ],
  },
  {
    name: 'replies',
    parameter: ({ repliesBefore }) => repliesBefore,
    parts: (before) => [`forgotten as (delete from answers where at < ${before})`],
  },
  {
    name: 'uploads',
    parameter: ({ uploadsBefore }) => uploadsBefore,
    parts: (before) => [
      `gone as (delete from uploads where state = 'gone' and expires_at < ${before}::bigint)`,
    ],
  },
  {
    name: 'signals',
    parameter: ({ signalsBefore }) => signalsBefore,
    parts: (before) => [
      `past_deliveries as (delete from deliveries where received_at < ${before}::bigint)`,
      `past_alerts as (delete from alerts where state = 'resolved' and received_at < ${before}::bigint)`,
      `past_anomalies as (delete from anomalies where ended_at < ${before}::bigint)`,
      `past_counts as (delete from watched_counts where at < ${before}::bigint)`,
    ],
  },
  {
    name: 'messages',
    parameter: ({ messagesBefore }) => messagesBefore,
    parts: (before) => [
      `past_messages as (delete from messages where done_at < ${before}::bigint)`,
      `past_posts as (delete from chat_posts where drawn_at < ${before}::bigint)`,
    ],
  },
  {
    name: 'subscribers',
    parameter: ({ subscribersBefore }) => subscribersBefore,
    parts: (before) => [
      `past_subscribers as (delete from subscribers where ends_at < ${before}::bigint)`,
    ],
  },
  {
    name: 'measured',
    parameter: ({ measuredBefore }) => measuredBefore,
    parts: (before) => [
      `past_minutes as (delete from measured_minutes where at < ${before}::bigint)`,
      `past_hours as (delete from measured_hours where at < ${before}::bigint)`,
      `past_episodes as (delete from burn_episodes where ended_at < ${before}::bigint)`,
    ],
  },
  {
    name: 'calendars',
    parameter: ({ calendarsBefore }) => calendarsBefore,
    parts: (before) => [
      `past_calendars as (delete from shift_calendars where tried_at < ${before}::bigint)`,
    ],
  },
];

/** Everything that a transaction writes, as one statement: each table's rows are one JSON parameter. */
export function flushStatement(changes: Changes): { text: string; parameters: Value[] } {
  const tables = [...changes.rows.keys()];
  const asked = removals.filter((each) => each.parameter(changes) !== null);
  const kind = [...tables, '-', ...asked.map(({ name }) => name)].join();
  const text = texts.get(kind) ?? write(changes.rows, asked);
  texts.set(kind, text);
  const { seq, hash, at } = changes.head;
  return {
    text,
    parameters: [
      seq,
      hash,
      at,
      ...tables.map((table) => JSON.stringify(changes.rows.get(table))),
      ...asked.map((each) => each.parameter(changes)),
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

function write(rows: Changes['rows'], asked: readonly Removal[]): string {
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
  asked.forEach((removal, index) => {
    parts.push(...removal.parts(`$${4 + rows.size + index}`));
  });
  // The notification leaves with the commit, and only if there is one.
  return (
    `${parts.length > 0 ? `with ${parts.join(', ')} ` : ''}` +
    `update head set seq = $1, hash = $2, at = $3 where id = 1 ` +
    `returning pg_notify('${channel}', seq::text)`
  );
}
