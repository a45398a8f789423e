import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createIncidentKit, type IncidentKitOptions } from '@incident-kit/server';
import { describe, expect, test } from 'vitest';
import { noLimits } from '../support/no-limits.ts';
import { programFile } from '../support/programs.ts';
import {
  type Chapter,
  chapterNames,
  play,
  type RecordedChapter,
} from '../support/recording/chapters.ts';
import type { Exchange } from '../support/recording/session.ts';
import { AddedEvents } from './support/added-events.ts';
import { bareDatabase, engine, temporaryFolder, testStore } from './support/database.ts';
import { deliberateChanges } from './support/deliberate-changes.ts';
import { wholeLog } from './support/log.ts';
import {
  publicKeyFile,
  readable,
  recorded,
  recordedDatabase,
  recordedPositions,
  recording,
  withoutMore,
} from './support/recorded.ts';

/** The command line, to its end. */
async function run(...args: string[]): Promise<{ code: number | null; out: string }> {
  const child = spawn(process.execPath, [programFile('cli'), ...args], {
    env: { ...process.env, DATABASE_URL: '', INCIDENT_KIT_CONFIG: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out: out + err };
}

/** See the README.md beside the recording. */
function expectAsRecorded(
  chapter: Chapter,
  today: RecordedChapter,
  { besides, added }: { besides?: 'headers'; added?: AddedEvents } = {},
) {
  const recorded = recording[chapter].exchanges;
  expect(recorded.length).toBeGreaterThan(0);
  expect(today.exchanges).toHaveLength(recorded.length);
  for (const [index, exchange] of recorded.entries()) {
    const both = { today: today.exchanges[index] as Exchange, before: exchange };
    const { today: answer, before } = added?.leaveOut(both.today, both.before) ?? both;
    const expected = readable(before);
    for (const { change } of deliberateChanges) change(expected);
    const actual = withoutMore(answer, before) as typeof expected;
    for (const each of deliberateChanges) each.today?.(actual);
    if (besides === 'headers') actual.headers = expected.headers;
    expect(actual, `${chapter} ${index}, ${exchange.name}`).toEqual(expected);
  }
}

/** Sessions are played faster than anybody works. */
const createKit = (options: IncidentKitOptions) =>
  createIncidentKit({ ...options, limits: noLimits });

/** Plays the whole session in a new database, and tells what was added to its log. */
async function playAnew(transport?: 'fetch') {
  const database = await bareDatabase();
  const chapters: [Chapter, RecordedChapter][] = [];
  for (const chapter of chapterNames) {
    const { begins } = recording[chapter];
    const played = await play(createKit, database, chapter, begins, transport);
    chapters.push([chapter, played]);
  }
  const log = await wholeLog(await testStore(database));
  return { chapters, added: new AddedEvents(log, recordedPositions()) };
}

describe('what the version before answered', () => {
  test('API-3 LIVE-1: a session on the wire is answered as it was, and may be told more', async () => {
    const { chapters, added } = await playAnew();
    // Five steps for each of the two incidents; nothing else is left out.
    expect(added.count).toBe(10);
    for (const [chapter, today] of chapters) expectAsRecorded(chapter, today, { added });
  }, 180_000);

  test('API-3: so it is where the kit is mounted, without a socket', async () => {
    const { chapters, added } = await playAnew('fetch');
    for (const [chapter, today] of chapters) {
      expectAsRecorded(chapter, today, { added, besides: 'headers' });
    }
  }, 180_000);
});

describe('a database of the version before', () => {
  test('LOG-7: is read as that version read it, and goes on as it went on', async () => {
    const database = await recordedDatabase();
    for (const chapter of ['reads', 'sequel'] as const) {
      const today = await play(createKit, database, chapter, recording[chapter].begins);
      expectAsRecorded(chapter, today);
    }
  }, 180_000);

  test('LOG-11 LOG-12: is whole with its export, before today’s server goes on in it and after', async () => {
    const database = await recordedDatabase();
    const folder = temporaryFolder();
    const [earlier, later] = [join(folder, 'earlier.jsonl'), join(folder, 'later.jsonl')];
    writeFileSync(earlier, recorded(`export.${engine}.jsonl`));
    const file = await run('verify', earlier, '--public-key', publicKeyFile);
    expect(file, file.out).toMatchObject({ code: 0 });
    expect(file.out).toContain('the key that was named');

    const against = ['--database', database, '--against', earlier, '--public-key', publicKeyFile];
    const before = await run('verify', ...against);
    expect(before, before.out).toMatchObject({ code: 0 });
    expect(before.out).toContain('The log is whole: 139 events (6 of them erased on request)');
    for (const chapter of ['reads', 'sequel'] as const) {
      await play(createKit, database, chapter, recording[chapter].begins);
    }
    expect((await run('export', '--database', database, '--out', later)).code).toBe(0);
    const continued = await run('verify', later, '--public-key', publicKeyFile);
    expect(continued, continued.out).toMatchObject({ code: 0 });
    expect(continued.out).toMatch(/whole: \d{3} events \(\d+ of them erased on request\)/);

    // Rosa has been erased since, so the two differ in her words; the chain holds all the same.
    const after = await run('verify', ...against);
    expect(after, after.out).toMatchObject({ code: 0 });
    expect(after.out).toContain(`Everything in ${earlier} is in it, as it was.`);
  }, 180_000);
});
