import { sql } from 'kysely';
import { type Connection, fixed } from '../connection.ts';
import { projection } from './projection.ts';

declare module '../schema.ts' {
  interface Tables {
    attachments: AttachmentsTable;
  }
}

export interface AttachmentsTable {
  /** Of the report or the note that the file came with. */
  seq: number;
  /** Its place among those that came with it, from 0. */
  position: number;
  number: number;
  /** SHA-256, hex; null once erased. */
  digest: string | null;
  /** Bytes; 0 once erased. */
  size: number;
}

/** The files that came with reports and notes: a row for each that says whose bytes are needed. */
export const attachments = projection({
  table: 'attachments',
  reads: ['incident.reported', 'incident.note-added'],
  replacedBy: ['seq', 'position'],
  holdsPersonal: true,
  rows({ event, after: { number } }) {
    return Array.from({ length: event.data.attachments ?? 0 }, (_, position) => {
      const { digest = null, size = 0 } = event.personal?.attachments?.[position] ?? {};
      return { seq: event.seq, position, number, digest, size };
    });
  },
  queries: {
    noun: 'attachments',
    tables: ['attachments', 'uploads'],
    on: (connection) => ({
      bytesOf: (number) => bytesOf(connection, number),
      digestsOf: (seqs) => digestsOf(connection, seqs),
      isNeeded: (digest) => isNeeded(connection, digest),
    }),
  },
});

const bytes = fixed((db, number: number) =>
  db
    .selectFrom('attachments')
    .select(sql<number | string>`coalesce(sum(size), 0)`.as('bytes'))
    .where('number', '=', number),
);

async function bytesOf(connection: Connection, number: number): Promise<number> {
  const [row] = await bytes(connection, number);
  return Number(row?.bytes ?? 0);
}

const digests = fixed((db, seq: number) =>
  db.selectFrom('attachments').select('digest').where('seq', '=', seq),
);

async function digestsOf(connection: Connection, seqs: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const seq of seqs) {
    for (const { digest } of await digests(connection, seq)) if (digest) found.push(digest);
  }
  return [...new Set(found)];
}

const attached = fixed((db, digest: string) =>
  db.selectFrom('attachments').select('seq').where('digest', '=', digest).limit(sql.lit(1)),
);

const sent = fixed((db, digest: string) =>
  db
    .selectFrom('uploads')
    .select('id')
    .where('digest', '=', digest)
    .where('state', '!=', sql.lit('gone'))
    .limit(sql.lit(1)),
);

async function isNeeded(connection: Connection, digest: string): Promise<boolean> {
  if ((await attached(connection, digest)).length > 0) return true;
  return (await sent(connection, digest)).length > 0;
}
