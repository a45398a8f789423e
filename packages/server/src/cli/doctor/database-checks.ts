import { constants } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { locate } from '../../store/open-store.ts';
import { type Finding, fine, problem, warning } from './finding.ts';

const mebibyte = 2 ** 20;
/** Below this it is told, and below that the next day may be the last. */
const littleBytes = 1024 * mebibyte;
const leastBytes = 100 * mebibyte;
const oldestBackupMs = 26 * 3_600_000;
/** Tokens are forgiven 30 s. */
const clockOffMs = 30_000;
const clockNoticedMs = 2_000;

/** @param theirs what the clock says that all go by who share the database, epoch milliseconds */
export function checkClock(theirs: number, own: number): Finding[] {
  const off = Math.abs(theirs - own);
  const sentence = `The clock of this machine and that of the database are ${(off / 1000).toFixed(1)} s apart.`;
  if (off < clockNoticedMs) return [fine('clock', sentence)];
  const next = 'Let both follow the same time servers (NTP).';
  return [off < clockOffMs ? warning('clock', sentence, next) : problem('clock', sentence, next)];
}

/** Whether a server could write to the database, and how much room is left. */
export async function checkDatabase(url: string, backup: string | undefined): Promise<Finding[]> {
  const named = locate(url);
  const found = 'file' in named ? await checkFile(named.file) : await checkServer(named.server);
  return [...found, ...(await checkBackup(backup))];
}

async function checkFile(file: string): Promise<Finding[]> {
  const folder = dirname(file);
  const canWrite = await Promise.all([
    access(file, constants.W_OK),
    access(folder, constants.W_OK),
  ]).then(
    () => true,
    () => false,
  );
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const room = `${Math.round(free / mebibyte).toLocaleString('en')} MiB are free beside the database.`;
  const next = 'Make room, or put the database on another disk; see docs/guides/backup.md.';
  return [
    canWrite
      ? fine('database', 'The file and its folder may be written by who runs this.')
      : problem(
          'database',
          `${file} or its folder may not be written by who runs this.`,
          'Run the server as who owns them, or give them to it.',
        ),
    free < leastBytes
      ? problem('disk', room, next)
      : free < littleBytes
        ? warning('disk', room, next)
        : fine('disk', room),
  ];
}

async function checkServer(url: string): Promise<Finding[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string; standby: boolean; size: string }>(
      `select current_setting('server_version') as version,
        pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as standby,
        pg_size_pretty(pg_database_size(current_database())) as size`,
    );
    const [{ version = '?', standby = false, size = '?' } = {}] = rows;
    const about = fine('database', `PostgreSQL ${version}; the database takes ${size}.`);
    const disk = fine('disk', 'How much room its machine has is for that machine to say.');
    return standby
      ? [
          about,
          problem(
            'database',
            'It can only be read: it is a standby, or set so.',
            'Name the server that takes writes.',
          ),
          disk,
        ]
      : [about, disk];
  } finally {
    await client.end();
  }
}

/** @param path a file, or a folder of which the newest counts */
export async function checkBackup(path: string | undefined): Promise<Finding[]> {
  if (path === undefined) {
    return [
      warning(
        'database',
        'How old the last backup is cannot be told: nothing says where backups are.',
        'Name the file, or the folder that they are kept in: --backup /backups',
      ),
    ];
  }
  const madeAt = await newestAt(path);
  if (madeAt === null) {
    return [problem('database', `There is no backup at ${path}.`, 'Make one: incident-kit backup')];
  }
  const age = Date.now() - madeAt;
  const sentence = `The last backup is ${(age / 3_600_000).toFixed(1)} hours old.`;
  return [
    age > oldestBackupMs
      ? warning('database', sentence, 'Look why there is no newer one.')
      : fine('database', sentence),
  ];
}

/** When the file was written, or the newest of the folder, epoch milliseconds; null when there is none. */
async function newestAt(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isDirectory()) return found?.mtimeMs ?? null;
  const names = (await readdir(path)).filter((name) => !name.endsWith('.partial'));
  const all = await Promise.all(names.map((name) => stat(join(path, name)).catch(() => null)));
  const times = all.flatMap((each) => (each?.isFile() && each.size > 0 ? [each.mtimeMs] : []));
  return times.length > 0 ? Math.max(...times) : null;
}
