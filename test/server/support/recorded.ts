import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import type { Recording } from '../../support/recording/chapters.ts';
import { restorePostgres } from '../../support/recording/postgres-dump.ts';
import type { Exchange } from '../../support/recording/session.ts';
import { bareDatabase, engine } from './database.ts';

const folder = new URL('../../fixtures/version-0.1.0/', import.meta.url);

/** The unpacked content of a recorded file. */
export function recorded(name: string): Buffer {
  return gunzipSync(readFileSync(new URL(`${name}.gz`, folder)));
}

export const recording: Recording = JSON.parse(recorded('recording.json').toString());

/** The key that must have signed the recorded export of this engine. */
export const publicKeyFile = fileURLToPath(new URL(`public-key.${engine}.pem`, folder));

/** Where each event is in the log of that database. */
export function recordedPositions(): { seq: number; stream: string }[] {
  const lines = recorded(`export.${engine}.jsonl`).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).filter((each) => each.stream !== undefined);
}

/** A database as that version left it. */
export async function recordedDatabase(): Promise<string> {
  const url = await bareDatabase();
  if (engine === 'sqlite') {
    writeFileSync(url.slice('sqlite:'.length), recorded('history.db'));
    return url;
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await restorePostgres(client, JSON.parse(recorded('history.postgres.json').toString()));
  await client.end();
  return url;
}

/**
 * An answer of today without what it says more than the recorded one: what remains has to be equal.
 * What is no JSON remains as it is.
 */
export function withoutMore(today: Exchange | undefined, before: Exchange): unknown {
  if (!today) return undefined;
  const { name, status, headers, body, messages } = readable(today);
  const recorded = readable(before);
  return {
    name,
    status,
    headers: common(headers, recorded.headers),
    ...(body !== undefined && { body: common(body, recorded.body) }),
    ...(messages && { messages: common(messages, recorded.messages) }),
  };
}

/** An exchange with what it says in JSON as values. */
export function readable({ body, messages, ...rest }: Exchange) {
  return {
    ...rest,
    ...(body !== undefined && { body: parsed(body) }),
    ...(messages && {
      messages: messages.map((message) => {
        const [before, data] = message.split('\ndata: ');
        return { before, data: parsed(data ?? '') };
      }),
    }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A value without the fields of objects that another does not have. */
function common(value: unknown, other: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(other)) {
    return value.map((item, index) => common(item, other[index]));
  }
  if (!isObject(value) || !isObject(other)) return value;
  const kept = Object.entries(value).filter(([name]) => Object.hasOwn(other, name));
  return Object.fromEntries(kept.map(([name, field]) => [name, common(field, other[name])]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
