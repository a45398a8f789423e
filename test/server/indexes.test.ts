import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarBook } from '../../packages/server/src/domain/calendar/calendars.ts';
import { readClocks } from '../../packages/server/src/domain/incident/clocks.ts';
import {
  type Incident,
  isUnderWay,
  type StatusCategory,
  statusCategories,
} from '../../packages/server/src/domain/index.ts';
import {
  askedTermsOf,
  searchTermsOf,
} from '../../packages/server/src/domain/search/search-terms.ts';
import { indexTexts } from '../../packages/server/src/operations/index-texts.ts';
import type { IncidentFilter } from '../../packages/server/src/store/port/incidents.ts';
import type { Message } from '../../packages/server/src/store/port/messages.ts';
import { fillDatabase } from '../support/simulate-incidents/database.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import { all, reportTo } from './support/log.ts';
import { watched } from './support/plans.ts';

/** More than have a word that is still called rare. */
const incidents = 2_500;
const until = Date.UTC(2026, 10, 23, 9);
const statuses = ['open', 'over', 'all', 'replied', ...statusCategories] as const;
const reporter = { id: 'person-7', site: 'pk_bench' };

async function filledDatabase(): Promise<string> {
  const url = await emptyDatabase();
  await fillDatabase(url, { incidents, eventsEach: 4, until });
  return url;
}

const wordsOf = new WeakMap<Incident, string[]>();

/** The words of an incident: worked out once, as each is asked about hundreds of times. */
function words(incident: Incident): string[] {
  const known = wordsOf.get(incident);
  const all = known ?? searchTermsOf(`${incident.title} ${incident.description}`);
  if (!known) wordsOf.set(incident, all);
  return all;
}

/** What a list has, the slow way. */
function fits(incident: Incident, filter: IncidentFilter): boolean {
  const { status, team, assignee, priority, service, text } = filter;
  const { category } = incident.status;
  const asked = text === null ? [] : askedTermsOf(text);
  return (
    (status === 'all' ||
      (status === 'open' && isUnderWay(incident)) ||
      (status === 'over' && !isUnderWay(incident)) ||
      (status === 'replied' && incident.repliedAt !== null) ||
      category === (status as StatusCategory)) &&
    (team === null || incident.team === team) &&
    (assignee === null || incident.assignee?.id === assignee) &&
    (priority === null || incident.priority === priority) &&
    (service === null || incident.service === service) &&
    (filter.reporter === null || incident.reporter.id === filter.reporter.id) &&
    asked.every(({ text, isBeginning }) =>
      words(incident).some((word) => (isBeginning ? word.startsWith(text) : word === text)),
    )
  );
}

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { freq: 2 });
const filters = fc.record({
  status: fc.constantFrom(...statuses),
  team: some('mail', 'network', 'nobody'),
  assignee: some('mail-ben', 'network-ada'),
  priority: some('P1', 'P3'),
  service: some('service-2', 'service-4'),
  text: fc.option(
    fc.constantFrom('the', 'THE n', 'network', 'prin', 'ásset7', 'Network, freezes', 'xylophone'),
    { freq: 3 },
  ),
  reporter: fc.option(fc.constant(reporter), { freq: 4 }),
});

/** When the first of the clocks that run is due, as a page reads it; Infinity for never. */
function dueOf(incident: Incident, book: CalendarBook): number {
  if (!isUnderWay(incident)) return Infinity;
  const running = Object.values(readClocks(incident, book, until)).filter(
    ({ stoppedAt }) => stoppedAt === null,
  );
  return Math.min(Infinity, ...running.map(({ dueAt }) => dueAt ?? Infinity));
}

/** A database with thousands of incidents is filled first, and others may be using the machine. */
const patience = { timeout: 90_000 };

describe('what lists and searches cost', patience, () => {
  test('LOG-14: whatever a list is by, it has just what fits, newest first, page by page', async () => {
    const store = await testStore(await filledDatabase());
    const numbers = Array.from({ length: incidents }, (_, index) => incidents - index);
    const everything = await store.read((snapshot) => snapshot.incidents.getMany(numbers));
    everything.sort((a, b) => b.number - a.number);
    const before = fc.option(fc.integer({ min: 1, max: incidents + 10 }), { freq: 2 });
    const limit = fc.constantFrom(1, 20, 1_001);
    const property = fc.asyncProperty(filters, before, limit, async (filter, below, most) => {
      const expected = everything
        .filter((each) => each.number < (below ?? incidents + 1) && fits(each, filter))
        .slice(0, most);
      const found = await store.read((snapshot) =>
        snapshot.incidents.findNumbers(filter, below, most),
      );
      expect(found).toEqual(expected.map((each) => each.number));
    });
    await fc.assert(property, { numRuns: 400 });
  });

  test('LOG-14 INC-24: whatever a list is by, what is due first is first, page by page', async () => {
    const store = await testStore(await filledDatabase());
    const numbers = Array.from({ length: incidents }, (_, index) => incidents - index);
    const places = await store.read(async (snapshot) => {
      const everything = await snapshot.incidents.getMany(numbers);
      const book = await snapshot.documents.calendarBook(everything);
      return everything.map((incident) => ({ incident, dueAt: dueOf(incident, book) }));
    });
    places.sort((a, b) => a.dueAt - b.dueAt || b.incident.number - a.incident.number);
    // Some are paused, and the clock of some has nobody stopped since it was due.
    expect(new Set(places.map(({ dueAt }) => dueAt)).size).toBeGreaterThan(20);
    const limit = fc.constantFrom(1, 20, 1_001);
    const property = fc.asyncProperty(filters, limit, async (withText, most) => {
      const filter = { ...withText, text: null };
      const expected = places
        .filter(({ incident }) => fits(incident, filter))
        .map(({ incident, dueAt }) => ({
          number: incident.number,
          dueAt: dueAt === Infinity ? null : dueAt,
        }));
      // From the beginning, from the middle, and from the last that is due.
      const lastDue = expected.findLastIndex(({ dueAt }) => dueAt !== null);
      for (const from of [-1, Math.floor(expected.length / 2), lastDue]) {
        const found = await store.read((snapshot) =>
          snapshot.incidents.findDue(filter, expected[from] ?? null, most),
        );
        expect(found).toEqual(expected.slice(from + 1, from + 1 + most));
      }
    });
    await fc.assert(property, { numRuns: 40 });
  });

  test('LOG-14 INC-24: whatever a list is by, what something happened to last is first, page by page', async () => {
    const store = await testStore(await filledDatabase());
    const numbers = Array.from({ length: incidents }, (_, index) => incidents - index);
    const everything = await store.read((snapshot) => snapshot.incidents.getMany(numbers));
    everything.sort((a, b) => b.seq - a.seq);
    const limit = fc.constantFrom(1, 20, 1_001);
    const property = fc.asyncProperty(
      filters,
      fc.boolean(),
      limit,
      async (chosen, isUnassigned, most) => {
        const filter = {
          ...chosen,
          text: null,
          ...(isUnassigned && { assignee: null, isUnassigned }),
        };
        const expected = everything.filter(
          (each) => fits(each, filter) && !(isUnassigned && each.assignee),
        );
        for (const from of [-1, Math.floor(expected.length / 2)]) {
          const found = await store.read((snapshot) =>
            snapshot.incidents.findUpdated(filter, expected[from]?.seq ?? null, most),
          );
          expect(found.map(({ number }) => number)).toEqual(
            expected.slice(from + 1, from + 1 + most).map(({ number }) => number),
          );
        }
      },
    );
    await fc.assert(property, { numRuns: 15 });
    const used = await store.read((snapshot) => snapshot.incidents.prioritiesInUse());
    expect(used).toEqual([...new Set(everything.map(({ priority }) => priority))].sort());
  });

  test('LOG-16: whatever the text is, it is found by each of its words, and by their beginnings', async () => {
    const store = await testStore();
    const find = (text: string) =>
      store.read((snapshot) => snapshot.incidents.findNumbers({ ...all, text }, null, 1_001));
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.lorem({ maxCount: 5 }),
      fc.constantFrom(
        'Zürich ÉCOLE',
        'zurich',
        'Straße',
        'İstanbul',
        'ﬁnal ½',
        '-“*:^()& or NOT near',
        '三楼打印机无法打印',
        '打印机',
        'VPN接続エラー',
        '프린터가 고장',
        'الطَّابِعَة',
      ),
    );
    const property = fc.asyncProperty(text, text, fc.nat(), async (title, other, at) => {
      const number = await reportTo(store, title);
      // Half of them are found by the index, half beside it.
      if (at % 2 === 0) await indexTexts(store);
      // Whoever writes it otherwise means the same.
      for (const word of searchTermsOf(title)) {
        expect(await find(word)).toContain(number);
        expect(await find(word.toUpperCase().normalize('NFD'))).toContain(number);
        const beginning = [...word].slice(0, 1 + (at % [...word].length)).join('');
        expect(await find(beginning)).toContain(number);
      }
      const words = searchTermsOf(title);
      const isFound = askedTermsOf(other).every(({ text, isBeginning }) =>
        words.some((word) => (isBeginning ? word.startsWith(text) : word === text)),
      );
      expect((await find(other)).includes(number)).toBe(isFound);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test('LOG-14: lists, searches, counts, timelines and the sweep are served by indexes', async () => {
    const { snapshot, asked, unserved } = await watched(await filledDatabase());
    const columns = { team: 'mail', assignee: 'mail-ben', priority: 'P3', service: 'service-4' };
    const chosen = Object.entries(columns);
    for (const status of statuses) {
      for (const text of [null, 'the', 'the asset7']) {
        for (let choice = 0; choice < 2 ** chosen.length; choice += 1) {
          const by = Object.fromEntries(chosen.filter((_, index) => choice & (1 << index)));
          await snapshot.incidents.findNumbers({ ...all, status, text, ...by }, null, 1_001);
          if (text !== null) continue;
          await snapshot.incidents.findDue({ ...all, status, ...by }, null, 51);
          await snapshot.incidents.findUpdated({ ...all, status, ...by }, 9_000, 51);
        }
        if (text === null) {
          const place = { dueAt: until, number: 2_000 };
          await snapshot.incidents.findDue({ ...all, status, reporter }, place, 50);
          const unassigned = { ...all, status, isUnassigned: true };
          await snapshot.incidents.findNumbers(unassigned, null, 1_001);
          await snapshot.incidents.findDue(unassigned, place, 50);
          await snapshot.incidents.findUpdated(unassigned, null, 50);
        }
        await snapshot.incidents.findNumbers({ ...all, status, text, reporter }, 2_000, 50);
      }
    }
    const lists = asked.size;
    const numbers = await snapshot.incidents.findNumbers(all, null, 50);
    await snapshot.incidents.getMany(numbers);
    await snapshot.incidents.get(7);
    await snapshot.incidents.prioritiesInUse();
    await snapshot.incidents.countByStatus(['new', 'waiting-vendor']);
    await snapshot.chains.countByTeam();
    await snapshot.levels.countOpen();
    await snapshot.incidents.due(until, 50);
    await snapshot.incidents.changedAfter(1_000, 50);
    await snapshot.routing.workload('mail');
    await snapshot.texts.outdated(50);
    await snapshot.affected.has(7, { role: 'reporter', ...reporter });
    const inbox = { person: 'mail-ben', memberOf: ['mail'], managerOf: ['network', 'sites'] };
    await snapshot.notifications.seqsFor(inbox, null, 50);
    await snapshot.notifications.seqsFor(inbox, 5_000, 50);
    await snapshot.signals.deliveries('prometheus', 20);
    await snapshot.signals.deliveries('prometheus', 20, 1_000);
    await snapshot.signals.delivery('delivery-7');
    await snapshot.signals.lastReceived(['prometheus', 'other']);
    await snapshot.signals.lastProblems(['prometheus', 'other']);
    await snapshot.signals.answerTo('prometheus', 'digest', 1_000);
    await snapshot.signals.alerts('prometheus', ['aa', 'bb']);
    await snapshot.signals.firing(50);
    await snapshot.messages.get('msg_1_a');
    await snapshot.messages.due(1_000, 20);
    const before = { seq: 100, id: 'msg_100_a' } as Message;
    await snapshot.messages.list(null, before, 50);
    await snapshot.messages.list('dead', null, 50);
    await snapshot.messages.lastDone('hook', 'https://a.example');
    await snapshot.messages.count('waiting', 1_000);
    await snapshot.chatPosts.incidentOf('hook', { place: 'C1', ts: '1.2' });
    await snapshot.subscribers.get('subscriber');
    await snapshot.subscribers.ofService('email', 2_000);
    await snapshot.subscribers.ofAddress('rosa@example.com');
    await snapshot.log.streamAfter('incident/7', 100, 50);
    await snapshot.log.streamBefore('incident/7', null, 50);
    await snapshot.log.after(1_000, 50);
    await snapshot.log.at([7, 70, 700]);
    await snapshot.log.personalEventsOf({ id: 'person-7', site: null }, 50);
    await snapshot.replies.get('report|pk_bench|reporter|person-7|', 'key');
    expect(lists).toBeGreaterThan(100);
    expect(asked.size).toBeGreaterThan(lists + 15);
    expect(await unserved()).toEqual([]);
  });
});
