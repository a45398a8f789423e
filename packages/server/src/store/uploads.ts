import { sql } from 'kysely';
import { type Connection, fixed } from './connection.ts';
import type { Upload, UploadReader } from './port/uploads.ts';
import type { UploadsTable } from './schema.ts';

/** Files that were sent and belong to nothing yet; no part of the log. */
export function uploadsOn(connection: Connection): UploadReader {
  return {
    async get(id) {
      const [row] = await one(connection, id);
      return row ? toUpload(row) : null;
    },
    async expired(at, limit) {
      return (await old(connection, at, limit)).map(toUpload);
    },
    async pendingBytes() {
      const [row] = await pending(connection);
      return Number(row?.bytes ?? 0);
    },
  };
}

export function toUploadRow({ id, owner, name, size, type, digest, state, expiresAt }: Upload) {
  return { id, owner, name, size, type, digest, state, expires_at: expiresAt };
}

const columns = ['id', 'owner', 'name', 'size', 'type', 'digest', 'state', 'expires_at'] as const;

const one = fixed((db, id: string) =>
  db.selectFrom('uploads').select(columns).where('id', '=', id),
);

const old = fixed((db, at: number, limit: number) =>
  db
    .selectFrom('uploads')
    .select(columns)
    .where('expires_at', '<', at)
    .orderBy('expires_at')
    .limit(limit),
);

const pending = fixed((db) =>
  db
    .selectFrom('uploads')
    .select(sql<number | string>`coalesce(sum(size), 0)`.as('bytes'))
    .where('state', '!=', sql.lit('gone')),
);

function toUpload({ expires_at, size, ...row }: UploadsTable): Upload {
  return { ...row, size: Number(size), expiresAt: Number(expires_at) };
}
