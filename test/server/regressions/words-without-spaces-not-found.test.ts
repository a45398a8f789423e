import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexTexts } from '../../../packages/server/src/operations/index-texts.ts';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import type { Store } from '../../../packages/server/src/store/port/store.ts';
import { emptyDatabase, execute, testStore } from '../support/database.ts';
import { grace, refusalOf, report, testKit } from '../support/kit.ts';
import { all, reportOn, reportTo } from '../support/log.ts';
import { recordedDatabase } from '../support/recorded.ts';

/** What was written, and what it is to be found by. */
const found: [title: string, ...searches: string[]][] = [
  ['三楼打印机无法打印', '打印机', '打印', '三楼', '无法打印', '印', '三', '打印机 三楼'],
  ['会議室のプロジェクターが映らない', 'プロジェクター', '会議室', 'ｼﾞｪｸﾀｰ', 'プロジ', '映'],
  ['VPN接続エラー', '接続', 'vpn', 'VPN接', 'エラー', 'ＶＰＮ', 'vpn 接続エラー', '接続 vp'],
  ['火災報知器が鳴った', '火', '報知器', '鳴'],
  ['เครื่องพิมพ์ชั้นสามเสีย', 'ชั้นสาม', 'เครื่องพิมพ์', 'เสีย'],
  ['ម៉ាស៊ីនបោះពុម្ពខូច', 'បោះពុម្ព', 'ខូច'],
  ['ເຄື່ອງພິມບໍ່ເຮັດວຽກ', 'ເຮັດວຽກ', 'ເຄື່ອງພິມ'],
  ['ပုံနှိပ်စက်ပျက်နေသည်', 'ပျက်', 'နှိပ်စက်'],
  ['པར་འཕྲུལ་སྐྱོན་ཤོར', 'འཕྲུལ', 'སྐྱོན'],
  ['الطَّابِعَةُ لا تَعْمَلُ', 'الطابعة لا تعمل', 'الطابعه', 'الطـــابعة'],
  ['حساب أحمد مغلق', 'احمد', 'أحمد', 'أحْمَد مغلق'],
  ['إدارة الحسابات في القرى', 'ادارة', 'الحسابات', 'القري'],
  ['چاپگر یک کار نمی\u200cکند', 'يك', 'نمیکند'],
  ['الطابق ٣', 'الطابق 3', '٣ الطابق'],
  ['הַמַּדְפֶּסֶת תקועה', 'המדפסת תקועה', 'המדפסת'],
  [
    'Donaudampf\u00adschiff sinkt',
    'Donaudampfschiff',
    'Donaudampfschiff sinkt',
    'donau\u00addampf',
  ],
  ['Pri\u200bn\u2060ter\ufeff broken', 'printer', 'printer broken', 'pr\u200dinter'],
  ['프린터가 고장 났어요', '프린터 고장', '프린터', '고장', '프린터를 고장', '고장 프린터'],
  ['무선프린터 VPN을 못 씀', '프린터', 'VPN 못', 'vpn이 못', '선'],
  ['Zürich: café fermé', 'zurich', 'CAFE ferme', 'ferm'],
];

/** Letters of a word come together, and in their order; what is not there is not found. */
const notFound = [
  '打无',
  '印打印机',
  '火山',
  'ターク',
  'สามชั้น',
  'احمر',
  '터프린',
  'inter',
  'mpfschiff',
];

const searching = (store: Store) => async (text: string) => {
  const filter = { ...all, text };
  return store.read((snapshot) => snapshot.incidents.findNumbers(filter, null, 50));
};

test('LOG-16: words are found in every script, however they are written', async () => {
  const store = await testStore();
  const find = searching(store);
  for (const [title] of found) await reportTo(store, title);
  // Beside the index, and by it.
  for (const _ of ['before', 'after']) {
    for (const [index, [title, ...searches]] of found.entries()) {
      for (const text of searches) {
        expect.soft(await find(text), `“${text}” in “${title}”`).toContain(index + 1);
      }
    }
    for (const text of notFound) expect.soft(await find(text), text).toEqual([]);
    await indexTexts(store);
  }
});

test('LOG-16: any part of what is written without spaces is found, alone or among other letters', async () => {
  const store = await testStore();
  const find = searching(store);
  const letter = fc.constantFrom(...'打印机無法接続エラーがプชั้นสามបោះເຮັດ프린터고장');
  const sentence = fc.array(letter, { minLength: 4, maxLength: 12 }).map((each) => each.join(''));
  const property = fc.asyncProperty(
    sentence,
    fc.constantFrom('', 'vpn', ' ', 'Büro '),
    fc.nat(),
    fc.nat(),
    async (written, around, from, length) => {
      const title = `${around}${written}${around}`;
      const number = await reportTo(store, title);
      if (from % 2 === 0) await indexTexts(store);
      const letters = written.match(/\P{M}\p{M}*/gu) ?? [];
      const begin = from % letters.length;
      const part = letters.slice(begin, begin + 1 + (length % letters.length)).join('');
      expect(await find(part), `“${part}” in “${title}”`).toContain(number);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test('LOG-16: a single letter of such a script can be searched for, one of the others cannot', async () => {
  const { as } = testKit();
  const { incidents } = as(grace);
  await incidents.report.mutate(report({ title: '火事です' }));
  const search = async (text: string) => (await incidents.list.query({ text })).total;
  expect(await search('火')).toBe(1);
  expect(await search('事')).toBe(1);
  expect(await search('水')).toBe(0);
  for (const text of ['f', '7', 'ж']) {
    const { code, fields } = await refusalOf(incidents.list.query({ text }));
    expect([code, fields?.[0]?.code]).toEqual(['invalid-input', 'too-short']);
  }
});

test('LOG-16: however long and odd a search is, it is answered', async () => {
  const { as } = testKit();
  const { incidents } = as(grace);
  const odd = Array.from({ length: 200 }, (_, index) =>
    String.fromCodePoint(0x3300 + (index % 88)),
  );
  const title = odd.join('');
  await incidents.report.mutate(report({ title, description: title.repeat(50) }));
  expect((await incidents.list.query({ text: title })).total).toBe(1);
  for (const text of ['"火" OR *', "'火':* & !", '\u0301\u0301', '火\u0301'.repeat(66)]) {
    const answer = incidents.list.query({ text }).then(
      ({ total }) => total,
      () => 0,
    );
    expect(await answer).toBeLessThan(2);
  }
});

test('LOG-17: an old database is indexed anew when it is opened', async () => {
  const database = await recordedDatabase();
  const title = '三楼打印机无法打印';
  // As if that had been the title when it was reported.
  await execute(
    database,
    `update events set personal = replace(personal, '"title":"', '"title":"${title} ')
      where stream = 'incident/6' and type = 'incident.reported'`,
  );
  const find = searching(await testStore(database));
  expect(await find('打印机')).toEqual([6]);
});

test('LOG-17: so is one in which there are many', async () => {
  const database = await emptyDatabase();
  const before = await openStore(database);
  await before.write(async (transaction) => {
    for (let number = 1; number <= 600; number += 1) {
      await reportOn(transaction, `VPN接続エラー ${number}`);
    }
  });
  await indexTexts(before);
  await before.close();
  await execute(database, `update incident_texts set words = 'vpn接続エラー ' || number`);
  const store = await testStore(database);
  const find = searching(store);
  expect(await find('接続 17')).toEqual([179, 178, 177, 176, 175, 174, 173, 172, 171, 170, 17]);
  expect(await find('vpn接続エラー 600')).toEqual([600]);
  expect(await store.read((snapshot) => snapshot.texts.outdated(10))).toEqual([]);
});

test('LOG-17: what an instance of an earlier version writes beside this one is indexed anew', async () => {
  const database = await emptyDatabase();
  const store = await testStore(database);
  const find = searching(store);
  await reportTo(store, '三楼打印机无法打印');
  await reportTo(store, 'Another');
  await indexTexts(store);
  // As that version writes it.
  await execute(
    database,
    `update incident_texts set words = '三楼打印机无法打印' where number = 1`,
  );
  expect(await find('打印机')).toEqual([]);
  expect(await find('三楼')).toEqual([1]);
  await indexTexts(store);
  expect(await find('打印机')).toEqual([1]);
  expect(await store.read((snapshot) => snapshot.texts.outdated(10))).toEqual([]);
});
