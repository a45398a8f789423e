import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eraseIncident } from '../support/audited.ts';
import { temporaryFolder, testStore } from '../support/database.ts';
import { amir, grace, report, rosa, testKit } from '../support/kit.ts';
import { noteOn, reportTo } from '../support/log.ts';

/** Words that SQLite cannot have shortened by what stands before them in an index. */
const word = fc
  .integer({ min: 0, max: 36 ** 6 - 1 })
  .map((number) => `q${number.toString(36).padStart(6, '0')}z`);

function bytesOf(file: string): string {
  return [file, `${file}-wal`]
    .filter((each) => existsSync(each))
    .map((each) => readFileSync(each, 'latin1').toLowerCase())
    .join('\n');
}

describe('what SQLite keeps on disk', () => {
  test('LOG-13: of what was erased, no byte is left in the file or its journal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 8, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 }),
        async (words, lengths) => {
          const file = join(temporaryFolder(), 'kit.db');
          const { kit, as } = testKit({ database: `sqlite:${file}` });
          const [title, description, note, edited, contact, retitled, resolved, drafted] = words;
          const long = (text: string | undefined, length: number) =>
            `${text} ${'x'.repeat(length)}`;
          for (const length of lengths) {
            // Some before and some after, so that what is erased lies in the middle of pages.
            await as(grace).incidents.report.mutate(report({ description: long('kept', length) }));
          }
          const { incident } = await as(rosa).incidents.report.mutate(
            report({
              title: `About ${title}`,
              description: long(description, lengths[0] ?? 1),
              contact: { name: contact },
            }),
          );
          for (const length of lengths) {
            await as(rosa).incidents.addNote.mutate({
              incident,
              text: long(note, length),
              key: `key-of-length-${length}`,
            });
          }
          const { seq } = await as(rosa).incidents.addNote.mutate({
            incident,
            text: 'Soon edited',
          });
          await as(rosa).incidents.editNote.mutate({ incident, note: seq, text: `Is ${edited}` });
          await as(grace).incidents.retitle.mutate({ incident, title: `Now ${retitled}` });
          await as(grace).incidents.resolve.mutate({
            incident,
            code: 'fixed',
            text: long(resolved, lengths[0] ?? 1),
          });
          const made = await as(grace).knowledge.draftFromIncident.mutate({ incident });
          const text = { title: `Of ${retitled}`, body: `Is ${drafted}`, language: 'en' };
          await as(grace).knowledge.edit.mutate({ article: made.article, basedOn: 1, ...text });
          for (const length of lengths) {
            await as(grace).incidents.report.mutate(report({ description: long('kept', length) }));
          }
          const found = (each: string) => bytesOf(file).includes(each);
          expect(words.filter(found)).toEqual(words);
          await as(amir).incidents.erase.mutate({ incident });
          expect(words.filter(found), 'while the kit runs').toEqual([]);
          await kit.close();
          expect(words.filter(found), 'after it was closed').toEqual([]);
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });

  test('LOG-13 PRB-5: nor of what somebody wrote of problems, in reviews, and when they dismissed a hint', async () => {
    const file = join(temporaryFolder(), 'kit.db');
    const { kit, as } = testKit({ database: `sqlite:${file}` });
    await as(rosa).incidents.report.mutate(report());
    const long = (text: string) => `${text} ${'x'.repeat(2_000)}`;
    const words = ['qwalrusz', 'qheronz', 'qzebraz'];
    const [cause = '', summary = '', what = ''] = words;
    await as(grace).problems.open.mutate({ title: 'Access points' });
    await as(grace).problems.edit.mutate({ problem: 'PRB-1', basedOn: 1, cause: long(cause) });
    await as(amir).problems.edit.mutate({ problem: 'PRB-1', basedOn: 2, workaround: long('kept') });
    await as(grace).reviews.write.mutate({
      ...{ incident: 'INC-1', basedOn: 0, summary: long(summary) },
      actions: [{ what }],
    });
    await as(grace).reviews.write.mutate({ incident: 'INC-1', basedOn: 1, summary: long('later') });
    const found = (each: string) => bytesOf(file).includes(each);
    expect(words.filter(found)).toEqual(words);
    await as(amir).people.erase.mutate({ id: 'grace' });
    expect(words.filter(found), 'while the kit runs').toEqual([]);
    await kit.close();
    expect(words.filter(found), 'after it was closed').toEqual([]);
  });

  test('LOG-13: what somebody is still reading goes as soon as they have finished', async () => {
    const file = join(temporaryFolder(), 'kit.db');
    const store = await testStore(`sqlite:${file}`);
    await reportTo(store, 'About walruses');
    const reading = Promise.withResolvers<void>();
    const isOpen = Promise.withResolvers<void>();
    const read = store.read(async (snapshot) => {
      await snapshot.log.lastSeq();
      isOpen.resolve();
      await reading.promise;
      return snapshot.incidents.get(1);
    });
    await isOpen.promise;
    // From another process, as the command line does while the server runs.
    const other = await testStore(`sqlite:${file}`);
    await eraseIncident(other, 1);
    await store.write((transaction) => noteOn(transaction, 1, 'Goes on', 2_000));
    await eraseIncident(store, 1);
    expect(bytesOf(file)).toMatch(/walrus/);
    reading.resolve();
    expect((await read)?.title).toBe('About walruses');
    expect(bytesOf(file)).not.toMatch(/walrus|goes on/);
  });
});
