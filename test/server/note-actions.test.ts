import { noteActions, type TimelineEntry } from '@incident-kit/server/domain';
import { describe, expect, test } from 'vitest';
import { amir, grace, refusalOf, report, rosa, testKit, visitor, type Who } from './support/kit.ts';
import { listen } from './support/live.ts';

const hannah: Who = { role: 'manager', sub: 'hannah', name: 'Hannah Weiss' };
const jonas: Who = { role: 'agent', sub: 'jonas', name: 'Jonas Lind' };

type Note = Extract<TimelineEntry, { kind: 'note' }>;

const notesIn = (entries: readonly TimelineEntry[]) =>
  entries.filter((entry): entry is Note => entry.kind === 'note');

/** What each note that somebody sees may be done with, by its words. */
const toldOf = (entries: readonly TimelineEntry[]) =>
  Object.fromEntries(notesIn(entries).map(({ text, may }) => [text, may]));

/** An incident of a visitor's and one of Rosa's, with a note of each who may write some. */
async function discussed() {
  const kit = testKit();
  const { receipt } = await kit.as(visitor).incidents.report.mutate(report());
  await kit.as(rosa).incidents.report.mutate(report());
  const holder: Who = { bearer: receipt?.token ?? '' };
  const write = async (who: Who, incident: string, text: string, visibility?: 'internal') =>
    (await kit.as(who).incidents.addNote.mutate({ incident, text, visibility })).entry as Note;
  const read = async (who: Who, incident: string) =>
    (await kit.as(who).incidents.timeline.query({ incident })).entries;
  /** Notes of all; those of the desk also inside. */
  const discuss = async (incident: string, reporter: Who) => {
    await write(reporter, incident, 'By the reporter');
    await write(grace, incident, 'By Grace');
    await write(grace, incident, 'By Grace inside', 'internal');
    await write(amir, incident, 'By Amir');
  };
  return { ...kit, holder, write, read, discuss };
}

const both = ['edit', 'retract'];

describe('INC-26: what may be done with a note', () => {
  test('is told to each who reads it, and of what nothing may be done with nothing', async () => {
    const { read, discuss, write, as } = await discussed();
    const incident = 'INC-2';
    await discuss(incident, rosa);
    expect(toldOf(await read(rosa, incident))).toEqual({ 'By the reporter': both });
    expect(toldOf(await read(jonas, incident))).toEqual({});
    expect(toldOf(await read(grace, incident))).toEqual({
      'By Grace': both,
      'By Grace inside': both,
    });
    const taken = ['retract'];
    const others = {
      'By the reporter': taken,
      'By Grace': taken,
      'By Grace inside': taken,
    };
    expect(toldOf(await read(hannah, incident))).toEqual({ ...others, 'By Amir': taken });
    expect(toldOf(await read(amir, incident))).toEqual({ ...others, 'By Amir': both });
    for (const entry of await read(jonas, incident)) expect(entry).not.toHaveProperty('may');
    // What was taken back is done with, for everybody; what was edited is not.
    const note = (await write(grace, incident, 'Wrong')).seq;
    await as(grace).incidents.editNote.mutate({ incident, note, text: 'Still wrong' });
    expect(toldOf(await read(grace, incident))).toMatchObject({ 'Still wrong': both });
    await as(hannah).incidents.retractNote.mutate({ incident, note });
    for (const who of [grace, hannah, amir]) {
      expect(notesIn(await read(who, incident)).at(-1)).not.toHaveProperty('may');
    }
  });

  test('is exactly what is not refused, for every role, after the end as well', async () => {
    const { as, holder, read, discuss } = await discussed();
    const tried = async (who: Who, incident: string) => {
      const { incidents } = as(who);
      for (const { seq: note, may = [], retracted } of notesIn(await read(who, incident))) {
        const input = { incident, note };
        const done = { edit: false, retract: false };
        const edit = incidents.editNote.mutate({ ...input, text: 'Otherwise' });
        done.edit = await edit.then(
          () => true,
          () => false,
        );
        const retract = incidents.retractNote.mutate(input);
        done.retract = await retract.then(
          () => true,
          () => false,
        );
        expect(
          noteActions.filter((action) => done[action]),
          `${who.sub ?? 'the holder of a receipt'}, ${note}, ${retracted}`,
        ).toEqual(may);
      }
    };
    const resolved = { incident: 'INC-1', code: 'fixed', text: 'Done' } as const;
    for (const isOver of [false, true]) {
      if (isOver) {
        await as(grace).incidents.resolve.mutate(resolved);
        await as(holder).incidents.confirm.mutate({ incident: 'INC-1', fixed: true });
      }
      await discuss('INC-1', holder);
      await discuss('INC-2', rosa);
      // Nobody of the desk is told of more than they may, before those who may all.
      for (const who of [jonas, holder, grace, hannah, amir]) await tried(who, 'INC-1');
      for (const who of [jonas, rosa, grace, hannah, amir]) await tried(who, 'INC-2');
    }
    const seen = notesIn(await read(amir, 'INC-1'));
    expect(seen.every(({ retracted }) => retracted)).toBe(true);
    const note = seen[0]?.seq ?? 0;
    const again = as(amir).incidents.retractNote.mutate({ incident: 'INC-1', note });
    expect((await refusalOf(again)).code).toBe('note-retracted');
  });

  test('is the same live, in what was missed, and in the answer to its author', async () => {
    const kit = await discussed();
    const { write, read, holder } = kit;
    const incident = 'INC-1';
    const topic = `incident:${incident}`;
    const readers = [holder, jonas, grace, hannah, amir];
    const from = await Promise.all(
      readers.map(async (who) => (await read(who, incident)).at(-1)?.seq ?? 0),
    );
    const listenAgain = () =>
      Promise.all(readers.map((who, at) => listen(kit, who, { [topic]: from[at] ?? 0 })));
    const changes = async (streams: Awaited<ReturnType<typeof listenAgain>>) =>
      Promise.all(
        streams.map(async (stream) =>
          (await stream.changes(3)).map((change) => 'entry' in change && change.entry),
        ),
      );
    const open = await listenAgain();
    const answered: [Who, Note][] = [];
    for (const who of [grace, holder, amir]) {
      answered.push([who, await write(who, incident, `By ${who.sub ?? 'a visitor'}`)]);
    }
    const now = await Promise.all(
      readers.map(async (who) => (await read(who, incident)).filter(({ kind }) => kind === 'note')),
    );
    expect(now.map(toldOf)).toEqual([
      { 'By a visitor': both },
      {},
      { 'By grace': both },
      { 'By grace': ['retract'], 'By a visitor': ['retract'], 'By amir': ['retract'] },
      { 'By grace': ['retract'], 'By a visitor': ['retract'], 'By amir': both },
    ]);
    expect(await changes(open)).toEqual(now);
    expect(await changes(await listenAgain())).toEqual(now);
    for (const [who, entry] of answered) expect(await read(who, incident)).toContainEqual(entry);
  });
});
