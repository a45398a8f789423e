import { fileURLToPath } from 'node:url';
import { configuration } from './configuration.ts';
import { begins, history } from './history.ts';
import { reads } from './reads.ts';
import { sequel } from './sequel.ts';
import { type Exchange, Session } from './session.ts';
import { publicUrl, type RecordedKit, sites, type Transport } from './wire.ts';

/** One after the other in one database, each with a kit of its own. */
export const chapters = { history, reads, sequel };
export type Chapter = keyof typeof chapters;
export const chapterNames = Object.keys(chapters) as Chapter[];

/** What was answered in a chapter, and between which times its clock went, epoch milliseconds. */
export interface RecordedChapter {
  begins: number;
  ends: number;
  exchanges: Exchange[];
}

export type Recording = Record<Chapter, RecordedChapter>;

/** What a chapter passes to `createIncidentKit`. */
export type MakeKit = (options: {
  database: string;
  publicUrl: string;
  sites: typeof sites;
  // biome-ignore lint/suspicious/noExplicitAny: what the first version took, whatever today's types are
  configuration: any;
  widgets: string;
  now(): number;
}) => RecordedKit;

export async function play(
  makeKit: MakeKit,
  database: string,
  chapter: Chapter,
  from: number = begins,
  transport: Transport = 'socket',
): Promise<RecordedChapter> {
  const clock = { now: from };
  const kit = makeKit({
    database,
    publicUrl,
    sites,
    configuration,
    widgets: fileURLToPath(new URL('kit/', import.meta.url)),
    now: () => clock.now,
  });
  try {
    const session = await Session.begin(kit, clock, transport);
    await chapters[chapter](session);
    const exchanges = await session.end();
    return { begins: from, ends: clock.now, exchanges };
  } finally {
    await kit.close();
  }
}
