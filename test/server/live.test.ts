import { publicPosition } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installed } from './support/installed.ts';
import {
  amir,
  base,
  closed,
  grace,
  headersOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
  type Who,
  withKit,
} from './support/kit.ts';
import { ask, listen, StreamReader } from './support/live.ts';

const note = (text: string, visibility: 'public' | 'internal' = 'public') => ({
  incident: 'INC-1',
  text,
  visibility,
});

describe('the live stream', () => {
  test('LIVE-1 LIVE-2: it greets, tells what was missed, then what happens, in the order of the log', async () => {
    const kit = testKit();
    const { as } = kit;
    await as(rosa).incidents.report.mutate(report());
    const { seq } = await as(rosa).incidents.timeline.query({ incident: 'INC-1' });
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const stream = await listen(kit, rosa, { 'incident:INC-1': seq });
    expect(await stream.next()).toMatchObject({
      event: 'hello',
      data: { seq, now: kit.clock.now },
    });
    await as(grace).incidents.addNote.mutate(note('Looking'));
    const [missed, live] = await stream.changes(2);
    expect(missed).toMatchObject({ seq: seq + 1, entry: { kind: 'acknowledged' } });
    expect(live).toMatchObject({ seq: seq + 2, entry: { kind: 'note', text: 'Looking' } });
  });

  test('LIVE-2: whatever is committed while streams open, each tells every change once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }),
        (openAfter) =>
          withKit(async (kit) => {
            const desk = kit.as(grace);
            await desk.incidents.report.mutate(report());
            const total = 12;
            const streams: Promise<StreamReader>[] = [];
            const writes: Promise<unknown>[] = [];
            for (let index = 0; index <= total; index += 1) {
              for (const after of openAfter) {
                if (after === index)
                  streams.push(listen(kit, grace, { 'incident:INC-1': installed }));
              }
              if (index < total) writes.push(desk.incidents.addNote.mutate(note(`${index}`)));
              // Now and then let what is under way get somewhere in between.
              if (index % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
            }
            await Promise.all(writes);
            for (const stream of await Promise.all(streams)) {
              const changes = await stream.changes(total + 1);
              // First the documents, then the report, and then the notes.
              expect(changes.map((change) => change.seq)).toEqual(
                Array.from({ length: total + 1 }, (_, index) => installed + 1 + index),
              );
            }
          }),
      ),
      { numRuns: 15 },
    );
  });

  test('LIVE-2: resuming from any position gives exactly the rest', async () => {
    const kit = testKit();
    await kit.as(grace).incidents.report.mutate(report());
    for (let index = 0; index < 5; index += 1) {
      await kit.as(grace).incidents.addNote.mutate(note(`${index}`));
    }
    const last = installed + 6;
    for (let after = installed; after < last; after += 1) {
      const stream = await listen(kit, grace, { 'incident:INC-1': after });
      const changes = await stream.changes(last - after);
      expect(changes.map((change) => change.seq)).toEqual(
        Array.from({ length: last - after }, (_, index) => after + 1 + index),
      );
    }
  });

  test('LIVE-2: EventSource resumes by its last id', async () => {
    const kit = testKit();
    await kit.as(visitor).incidents.report.mutate(report());
    await kit.as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const response = await kit.kit.fetch(
      new Request(`${base}/live?topics=badge:INC-1,badge:INC-1&key=pk_intranet`, {
        headers: { 'last-event-id': String(publicPosition(1)) },
      }),
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const stream = new StreamReader(response);
    onTestFinished(() => stream.close());
    expect(await stream.changes(1)).toMatchObject([
      { topic: 'badge:INC-1', seq: publicPosition(2) },
    ]);
  });

  test('LIVE-3: who has missed too much, or knows a position that never was, is told to read again', async () => {
    const kit = testKit();
    await kit.as(grace).incidents.report.mutate(report());
    await Promise.all(
      Array.from({ length: 201 }, (_, index) =>
        kit.as(grace).incidents.addNote.mutate(note(`${index}`)),
      ),
    );
    const stream = await listen(kit, grace, { 'incident:INC-1': installed, matrix: 9_999 });
    const hello = await stream.next();
    const seq = hello?.event === 'hello' ? hello.data.seq : 0;
    expect(await stream.next()).toMatchObject({
      event: 'reset',
      data: { reason: 'too-old', topics: ['incident:INC-1'], seq },
    });
    expect(await stream.next()).toMatchObject({
      event: 'reset',
      data: { reason: 'unknown-position', topics: ['matrix'] },
    });
    // And goes on from there.
    await kit.as(grace).incidents.addNote.mutate(note('after'));
    expect(await stream.changes(1)).toMatchObject([{ seq: seq + 1, entry: { text: 'after' } }]);
  });

  test('LIVE-4: foreign topics are refused by name', async () => {
    const kit = testKit();
    await kit.as(rosa).incidents.report.mutate(report());
    const refused = async (who: Who, topics: Record<string, number>) => {
      const response = await ask(kit, who, topics);
      const { error } = await response.json();
      const named = error.fields.map((field: { path: string[] }) => field.path[1]);
      return [response.status, error.code, named];
    };
    const both = { 'badge:INC-1': 0, 'incident:INC-1': 0 };
    expect(await refused(tom, both)).toEqual([404, 'incident-not-found', ['incident:INC-1']]);
    expect(await refused(visitor, both)).toEqual([403, 'not-allowed', ['incident:INC-1']]);
    expect(await refused(rosa, { matrix: 0 })).toEqual([403, 'not-allowed', ['matrix']]);
    expect(await refused(visitor, { incidents: 0 })).toEqual([403, 'not-allowed', ['incidents']]);
    const stranger = { site: closed };
    expect(await refused(stranger, { 'badge:INC-1': 0 })).toEqual([
      403,
      'not-allowed',
      ['badge:INC-1'],
    ]);
  });

  test('LIVE-5: an internal note reaches the desk, and nobody else learns that there was one', async () => {
    const kit = testKit();
    const { as } = kit;
    const { receipt } = await as(visitor).incidents.report.mutate(report());
    await as(rosa).incidents.report.mutate(report());
    const holder = { bearer: receipt?.token ?? '' };
    const timeline = { 'incident:INC-1': installed + 1 };
    const first = publicPosition(1);
    const second = publicPosition(2);
    const readers = {
      desk: await listen(kit, grace, timeline),
      queue: await listen(kit, amir, { incidents: installed + 2 }),
      receipt: await listen(kit, holder, { 'incident:INC-1': first, 'badge:INC-1': first }),
      visitor: await listen(kit, visitor, { 'badge:INC-1': first }),
      reporter: await listen(kit, rosa, { incidents: first, 'incident:INC-2': first }),
    };
    // Once greeted, each is told change by change; before, a row or a badge would be told as it is by then.
    for (const reader of Object.values(readers)) expect((await reader.next())?.event).toBe('hello');
    await as(grace).incidents.addNote.mutate(note('secret', 'internal'));
    await as(grace).incidents.addNote.mutate({ ...note('secret', 'internal'), incident: 'INC-2' });
    await as(grace).incidents.addNote.mutate(note('for all'));
    await as(grace).incidents.addNote.mutate({ ...note('for Rosa'), incident: 'INC-2' });
    expect(await readers.desk.changes(2)).toMatchObject([
      { seq: installed + 3, entry: { text: 'secret', visibility: 'internal' } },
      { seq: installed + 5, entry: { text: 'for all' } },
    ]);
    expect((await readers.queue.changes(4)).map((each) => each.seq)).toEqual(
      [3, 4, 5, 6].map((each) => installed + each),
    );
    // Had they been told of the internal ones, those would have come first.
    expect((await readers.receipt.changes(2)).map((each) => each.seq)).toEqual([second, second]);
    expect((await readers.visitor.changes(1)).map((each) => each.seq)).toEqual([second]);
    expect((await readers.reporter.changes(2)).map((each) => [each.topic, each.seq])).toEqual([
      ['incident:INC-2', second],
      ['incidents', second],
    ]);
  });

  test('LIVE-5: nor does whoever comes later and asks for what they missed', async () => {
    const kit = testKit();
    const { receipt } = await kit.as(visitor).incidents.report.mutate(report());
    await kit.as(grace).incidents.addNote.mutate(note('secret', 'internal'));
    await kit.as(grace).incidents.addNote.mutate(note('for all'));
    const stream = await listen(kit, { bearer: receipt?.token ?? '' }, { 'incident:INC-1': 0 });
    expect(await stream.changes(2)).toMatchObject([
      { entry: { kind: 'reported' } },
      { entry: { text: 'for all' } },
    ]);
  });

  test('LIVE-2: badges, the list and the matrix have topics of their own', async () => {
    const kit = testKit();
    const { as } = kit;
    await as(rosa).incidents.report.mutate(report());
    const at = installed + 1;
    const everything = { 'badge:INC-1': at, incidents: at, matrix: at };
    const stream = await listen(kit, amir, everything);
    await as(grace).incidents.acknowledge.mutate({ incident: 'INC-1' });
    const { current } = await as(amir).matrix.current.query();
    await as(amir).matrix.publish.mutate({ basedOn: 1, matrix: current.matrix });
    await as(tom).incidents.report.mutate(report());
    const changes = await stream.changes(4);
    expect(changes).toMatchObject([
      { topic: 'badge:INC-1', seq: at + 1, badge: { status: { category: 'active' } } },
      { topic: 'incidents', seq: at + 1, incident: { incident: 'INC-1' } },
      { topic: 'matrix', seq: at + 2, version: 2 },
      { topic: 'incidents', seq: at + 3, incident: { incident: 'INC-2' } },
    ]);
    // What a badge on the stream says is what a badge that is asked for says.
    const { badges } = await as(amir).badges.get.query({ incidents: ['INC-1'] });
    expect(changes[0]).toMatchObject({ badge: badges['INC-1'] });
  });

  test('LIVE-6: a stream ends with the token that opened it, and says so', async () => {
    const kit = testKit();
    await kit.as(rosa).incidents.report.mutate(report());
    const headers = await headersOf(rosa, kit.clock.now);
    kit.clock.now += 599_900; // a tenth of a second before the token runs out
    const response = await kit.kit.fetch(
      new Request(`${base}/live`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ topics: { 'incident:INC-1': publicPosition(1) } }),
      }),
    );
    const stream = new StreamReader(response);
    expect((await stream.next())?.event).toBe('hello');
    expect(await stream.next()).toMatchObject({ event: 'bye', data: { reason: 'token-expired' } });
    expect(await stream.next()).toBeNull();
  });

  test('LIVE-6: closing the server says goodbye to every stream', async () => {
    const kit = testKit();
    await kit.as(visitor).incidents.report.mutate(report());
    const stream = await listen(kit, visitor, { 'badge:INC-1': publicPosition(1) });
    expect((await stream.next())?.event).toBe('hello');
    const closing = kit.kit.close();
    expect(await stream.next()).toMatchObject({ event: 'bye', data: { reason: 'shutting-down' } });
    expect(await stream.next()).toBeNull();
    await closing;
  });

  test('LIVE-6: a page that does not read is let go, and what it missed is there when it comes back', async () => {
    const kit = testKit();
    await kit.as(grace).incidents.report.mutate(report());
    const stream = await listen(kit, grace, { 'incident:INC-1': installed + 1 });
    expect((await stream.next())?.event).toBe('hello');
    const long = 'x'.repeat(10_000);
    for (let index = 0; index < 150; index += 1) {
      await kit.as(grace).incidents.addNote.mutate(note(long));
    }
    let last = 0;
    for (;;) {
      const message = await stream.next();
      if (message?.event === 'change') last = message.data.seq;
      if (message?.event === 'bye') expect(message.data.reason).toBe('too-slow');
      if (message === null) break;
    }
    expect(last).toBeLessThan(installed + 151);
    const again = await listen(kit, grace, { 'incident:INC-1': last });
    const rest = await again.changes(installed + 151 - last);
    expect(rest.map((change) => change.seq)).toEqual(
      Array.from({ length: installed + 151 - last }, (_, index) => last + 1 + index),
    );
  });
});
