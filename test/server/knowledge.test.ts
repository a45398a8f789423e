import { describe, expect, test } from 'vitest';
import {
  excerptOf,
  plainTextOf,
} from '../../packages/server/src/operations/knowledge/plain-markdown.ts';
import { emptyDatabase, testStore } from './support/database.ts';
import {
  amir,
  grace,
  refusalOf,
  report,
  rosa,
  testKit,
  tom,
  visitor,
  type Who,
} from './support/kit.ts';
import { brokenLink, wholeLog } from './support/log.ts';
import { readTables } from './support/tables.ts';

const priya: Who = { role: 'agent', sub: 'priya', name: 'Priya Raman' };
const day = 86_400_000;

const vpn = {
  title: 'The VPN drops each hour',
  body: '## Cause\n\nThe first gateway is full.\n\n## Resolution\n\n1. Choose the *second* gateway',
  language: 'en',
  service: 'network',
};

type Kit = ReturnType<typeof testKit>;

async function publish(as: Kit['as'], more: Partial<typeof vpn> & { audience?: 'everyone' } = {}) {
  const { audience = 'reporters', ...article } = { ...vpn, ...more };
  const { article: reference } = await as(grace).knowledge.create.mutate(article);
  const said = { basedOn: 1, confidence: 'validated', audience } as const;
  await as(grace).knowledge.rate.mutate({ article: reference, ...said });
  return reference;
}

describe('knowledge', () => {
  test('KB-1 KB-2: an article has versions, any of which comes back, and no edit is lost to another', async () => {
    const { as } = testKit();
    const kb = (await as(grace).knowledge.create.mutate(vpn)).article;
    expect(kb).toBe('KB-1');
    const edit = { article: kb, ...vpn, title: 'The VPN is slow', reason: 'It is slow, too' };
    await as(priya).knowledge.edit.mutate({ ...edit, basedOn: 1 });
    const late = await refusalOf(
      as(grace).knowledge.edit.mutate({ ...edit, title: 'Mine', basedOn: 1 }),
    );
    expect(late).toMatchObject({
      code: 'article-stale',
      httpStatus: 409,
      details: { article: kb, version: 2, basedOn: 1 },
    });
    await as(grace).knowledge.restore.mutate({ article: kb, basedOn: 2, version: 1 });
    const { article } = await as(grace).knowledge.get.query({ article: kb });
    expect(article).toMatchObject({ title: vpn.title, version: 3, desk: { confidence: 'draft' } });
    const { versions } = await as(grace).knowledge.versions.query({ article: kb });
    expect(versions.map(({ what, by, reason, restores }) => [what, by, reason, restores])).toEqual([
      ['restored', 'grace', null, 1],
      ['edited', 'priya', 'It is slow, too', null],
      ['created', 'grace', null, null],
    ]);
    expect(versions[1]).toMatchObject({ name: 'Priya Raman', text: { title: 'The VPN is slow' } });
    const none = as(grace).knowledge.restore.mutate({ article: kb, basedOn: 3, version: 9 });
    expect((await refusalOf(none)).code).toBe('article-version-not-found');
    // Whoever has written it last has nothing to save; another may take it over as it is.
    const same = { article: kb, ...vpn, basedOn: 3 };
    const own = await refusalOf(as(grace).knowledge.edit.mutate(same));
    expect(own).toMatchObject({ code: 'nothing-changed', details: { what: 'article' } });
    expect((await as(priya).knowledge.edit.mutate(same)).version).toBe(4);
    const long = { ...vpn, title: 'x'.repeat(201), body: 'y'.repeat(50_001) };
    const refused = await refusalOf(as(grace).knowledge.create.mutate(long));
    expect(refused.fields.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['title', 'Keep a title within 200 characters.'],
      ['body', 'Keep the article within 50,000 characters.'],
    ]);
  });

  test('KB-3: nobody is shown an article that is not for them, nor can they tell that there is one', async () => {
    const { as } = testKit();
    const forAll = await publish(as, { title: 'Printers print stripes', audience: 'everyone' });
    const forReporters = await publish(as);
    const find = async (who: Who, text: string) =>
      (await as(who).knowledge.search.query({ text })).articles.map(({ article }) => article);
    const before = await as(rosa).knowledge.suggest.mutate({ title: 'VPN drops' });
    // A draft, one of the desk, and one that was put away.
    await as(grace).knowledge.create.mutate({ ...vpn, title: 'VPN drops at noon' });
    const inside = await publish(as, { title: 'VPN drops, what the desk does' });
    const archived = await publish(as, { title: 'VPN drops in the old office' });
    const say = (article: string, said: object) =>
      as(grace).knowledge.rate.mutate({ article, basedOn: 2, ...said });
    await say(inside, { audience: 'desk' });
    await say(archived, { confidence: 'archived' });
    expect(await find(rosa, 'vpn drops')).toEqual([forReporters]);
    expect(await find(visitor, 'vpn drops')).toEqual([]);
    expect(await find(visitor, 'stripes')).toEqual([forAll]);
    // Not even by how rare a word is.
    expect((await as(rosa).knowledge.suggest.mutate({ title: 'VPN drops' })).articles).toEqual(
      before.articles,
    );
    expect((await find(grace, 'vpn drops')).toSorted()).toEqual(['KB-2', 'KB-3', 'KB-4']);
    for (const article of ['KB-3', inside, archived, 'KB-99']) {
      const refused = await refusalOf(as(rosa).knowledge.get.query({ article }));
      expect(refused.code).toBe('article-not-found');
      expect(
        (await refusalOf(as(rosa).knowledge.vote.mutate({ article, helpful: true }))).code,
      ).toBe('article-not-found');
    }
    const { article } = await as(rosa).knowledge.get.query({ article: forReporters });
    expect(article).toMatchObject({ title: vpn.title, desk: null, from: null, vote: null });
    const unsigned = as(visitor).knowledge.vote.mutate({ article: forAll, helpful: true });
    expect((await refusalOf(unsigned)).code).toBe('sign-in-required');
    const byReporter = refusalOf(as(rosa).knowledge.versions.query({ article: forReporters }));
    expect((await byReporter).code).toBe('not-allowed');
  });

  test('KB-4: it is found while it is typed, in scripts without spaces too, and in the language that is wanted', async () => {
    const { as } = testKit();
    await publish(as);
    const japanese = { title: 'プリンターが印刷しない', body: '電源を入れ直す', language: 'ja' };
    await publish(as, japanese);
    const german = {
      title: 'Das VPN bricht ab',
      body: 'Das zweite Gateway nehmen',
      language: 'de',
    };
    const { article } = await as(grace).knowledge.create.mutate({ ...german, translates: 'KB-1' });
    const said = { basedOn: 1, confidence: 'validated', audience: 'reporters' } as const;
    await as(grace).knowledge.rate.mutate({ article, ...said });
    const find = async (text: string, language?: string) =>
      (await as(rosa).knowledge.search.query({ text, language })).articles.map(
        (each) => each.article,
      );
    expect(await find('secon gatew')).toEqual(['KB-1']);
    expect(await find('印刷')).toEqual(['KB-2']);
    expect(await find('gateway')).toHaveLength(1);
    expect(await find('gateway', 'de-AT')).toEqual([article]);
    expect(await find('gateway', 'en')).toEqual(['KB-1']);
    const answer = await as(rosa).knowledge.get.query({ article });
    expect(answer.article).toMatchObject({
      translates: 'KB-1',
      languages: [{ article: 'KB-1', language: 'en', title: vpn.title }],
    });
    const itself = { article: 'KB-1', ...vpn, basedOn: 2, translates: article };
    const refused = await refusalOf(as(grace).knowledge.edit.mutate(itself));
    expect(refused.code).toBe('article-not-found');
  });

  const demo = [
    {
      title: 'The Wi-Fi drops in building C',
      body: 'The access points were replaced. Laptops keep looking for the old ones.\n\n1. Open the Wi-Fi settings\n2. Join again',
    },
    {
      title: 'Signing in after a new phone',
      body: 'The second factor lives in the old phone.\n\nMove the authenticator in its settings',
    },
    {
      title: 'A printer says that it is offline',
      body: 'Press the green button for three seconds. If the light stays red, report it. Or send an e-mail.',
    },
  ];

  test('KB-4: what is written with a hyphen is found without it, and the other way round', async () => {
    const { as } = testKit();
    for (const article of demo) await publish(as, { ...article, audience: 'everyone' });
    await publish(as, {
      title: 'Ordering a headset',
      body: 'In the webshop',
      audience: 'everyone',
    });
    const find = async (text: string) =>
      (await as(visitor).knowledge.search.query({ text })).articles[0]?.article;
    for (const text of ['wifi', 'WiFi', 'wi-fi', 'Wi\u2011Fi', 'wi fi', 'the wifi drops'])
      expect(await find(text), text).toBe('KB-1');
    expect(await find('email')).toBe('KB-3');
    expect(await find('e-mail')).toBe('KB-3');
    expect(await find('web-shop')).toBe('KB-4');
    const suggest = as(visitor).knowledge.suggest;
    expect((await suggest.mutate({ title: 'No wifi in my room' })).articles).toMatchObject([
      { article: 'KB-1' },
    ]);
  });

  test('KB-4: an article is suggested for what a report is about, and not for the words of every sentence', async () => {
    const { as } = testKit();
    for (const article of demo) await publish(as, { ...article, audience: 'everyone' });
    const suggested = async (title: string) =>
      (await as(visitor).knowledge.suggest.mutate({ title })).articles.map((each) => each.article);
    for (const title of [
      'In the garage the door does not open',
      'The door does not open',
      'Second monitor stays black after the update',
      'The coffee machine is broken after the weekend',
      'My chair has a loose wheel',
      'It is not there in the new building',
      'How do I get it again?',
      'Ich habe die Tasse in der Küche',
    ]) {
      // What is called a building may be told of one.
      const wanted = title.includes('building') ? ['KB-1'] : [];
      expect(await suggested(title), title).toEqual(wanted);
    }
    for (const [title, article] of [
      ['Wi-Fi not working', 'KB-1'],
      ['Laptops do not find the access points', 'KB-1'],
      ['Printer offline', 'KB-3'],
      ['The printer in my office does nothing', 'KB-3'],
      ['Lost my authenticator', 'KB-2'],
      ['I have a new phone and cannot sign in', 'KB-2'],
    ] as const) {
      expect((await suggested(title))[0], title).toBe(article);
    }
  });

  test('KB-4: an article is translated once into a language', async () => {
    const { as } = testKit();
    const make = (language: string, translates: string | null) =>
      as(grace).knowledge.create.mutate({ ...vpn, language, translates });
    await make('en', null);
    const german = (await make('de', 'KB-1')).article;
    for (const [language, translates, article] of [
      ['en', 'KB-1', 'KB-1'],
      ['de', 'KB-1', german],
      ['en', german, 'KB-1'],
    ] as const) {
      const refused = await refusalOf(make(language, translates));
      expect(refused).toMatchObject({
        code: 'article-language-taken',
        httpStatus: 409,
        fields: [{ path: ['language'], code: 'refused' }],
        details: { article, language },
      });
    }
    const edit = { ...vpn, article: german, basedOn: 1, translates: 'KB-1' };
    const moved = await refusalOf(as(grace).knowledge.edit.mutate({ ...edit, language: 'en' }));
    expect(moved.code).toBe('article-language-taken');
    await as(grace).knowledge.edit.mutate({ ...edit, title: 'Das VPN bricht ab', language: 'de' });
    await make('de-AT', 'KB-1');
    // What was put away is in nobody's way.
    const away = { article: german, basedOn: 2, confidence: 'archived' } as const;
    await as(grace).knowledge.rate.mutate(away);
    await make('de', 'KB-1');
    // Articles that have nothing to do with each other are.
    await make('en', null);
  });

  test('KB-4: how an article begins is shown without the marks of its text, however many there are', () => {
    const table = '| a | b |\n| --- | --- |\n| 1 | **2** |';
    expect(
      excerptOf(
        `# VPN\n\nUse the *catalogue*, not \`forms\`.\n\n${table}\n\n- one\n  - two\n\n> [so](http://x)`,
      ),
    ).toBe('Use the catalogue, not forms. a b 1 2 one two so');
    for (const mark of ['>', '> ', '- ', '1. ', '**', '[', '| ']) {
      const marked = `${mark.repeat(Math.floor(40_000 / mark.length))}found`;
      expect(plainTextOf(marked)).toContain('found');
    }
  });

  test('KB-1 KB-5 KB-9: a resolution that links to it is a use, a vote is one a person, and a saved report is what was clicked', async () => {
    const { as, clock } = testKit();
    const article = await publish(as);
    const counts = async () =>
      (await as(grace).knowledge.get.query({ article })).article.desk ?? expect.fail('no desk');
    await as(rosa).incidents.report.mutate(report({ title: 'VPN drops' }));
    const one = { incident: 'INC-1' };
    const link = { ...one, kind: 'article', target: article } as const;
    const nowhere = as(grace).incidents.link.mutate({ ...link, target: 'KB-9' });
    expect((await refusalOf(nowhere)).code).toBe('link-not-possible');
    await as(grace).incidents.link.mutate(link);
    expect(await counts()).toMatchObject({ uses: 0 });
    await as(grace).incidents.resolve.mutate({ ...one, code: 'fixed', text: 'Second gateway' });
    expect(await counts()).toMatchObject({ uses: 1, saved: 0 });
    await as(grace).incidents.reopen.mutate({ ...one, reason: 'Not at all' });
    expect(await counts()).toMatchObject({ uses: 0 });
    await as(grace).incidents.resolve.mutate({ ...one, code: 'fixed', text: 'Second gateway' });
    for (const helpful of [true, false, true, true])
      await as(rosa).knowledge.vote.mutate({ article, helpful });
    await as(tom).knowledge.vote.mutate({ article, helpful: false });
    expect(await counts()).toMatchObject({ uses: 1, saved: 0, helpful: 1, unhelpful: 1 });
    await as(tom).knowledge.vote.mutate({ article, helpful: null });
    const shown = await as(rosa).knowledge.suggest.mutate({ title: 'VPN drops' });
    expect(shown.articles).toMatchObject([{ article, desk: null }]);
    expect(await counts()).toMatchObject({ saved: 0, helpful: 1, unhelpful: 0 });
    await as(rosa).knowledge.saveReport.mutate({ article });
    expect(await counts()).toMatchObject({ uses: 1, saved: 1, usedAt: clock.now });
    const period = { from: clock.now - day, to: clock.now + 1 };
    const figuresOf = (of: object) => as(grace).knowledge.figures.query({ ...period, ...of });
    const figures = {
      articles: { draft: 0, 'not-validated': 0, validated: 1, archived: 0 },
      ...{ uses: 1, saved: 1, helpful: 1, unhelpful: 0, toBeReviewed: 0 },
      articlesThatHelped: [{ article, title: vpn.title, language: 'en', uses: 1, saved: 1 }],
    };
    expect(await figuresOf({})).toMatchObject(figures);
    expect(await figuresOf({ only: 'en', service: vpn.service })).toMatchObject(figures);
    const none = { uses: 0, saved: 0, helpful: 0, articlesThatHelped: [] };
    expect(await figuresOf({ only: 'de' })).toMatchObject(none);
    expect(await figuresOf({ service: 'email' })).toMatchObject(none);
    expect(await figuresOf({ to: clock.now - 1 })).toMatchObject({ ...none, helpful: 1 });
  });

  test('KB-6: a validated article that was not used for 180 days is to be reviewed, until somebody says that it is right', async () => {
    const { as, clock } = testKit();
    const article = await publish(as);
    await as(grace).knowledge.create.mutate({ ...vpn, title: 'A draft is nobody’s to review' });
    const toReview = async () =>
      (await as(grace).knowledge.search.query({ list: 'review' })).articles.map(
        (each) => each.article,
      );
    clock.now += 100 * day;
    await as(rosa).knowledge.saveReport.mutate({ article });
    clock.now += 180 * day;
    expect(await toReview()).toEqual([]);
    clock.now += 1;
    expect(await toReview()).toEqual([article]);
    await as(grace).knowledge.rate.mutate({ article, basedOn: 2, confidence: 'validated' });
    expect(await toReview()).toEqual([]);
  });

  test('KB-7: a draft is made of how an incident was resolved, once, without what its reporter described', async () => {
    const { as } = testKit();
    await as(rosa).incidents.report.mutate(
      report({ title: 'VPN drops', description: 'As Mrs Quux said, in zebra lane' }),
    );
    const one = { incident: 'INC-1' };
    const early = await refusalOf(as(grace).knowledge.draftFromIncident.mutate(one));
    expect(early.code).toBe('not-resolved');
    await as(grace).incidents.link.mutate({ ...one, kind: 'problem', target: 'PRB-7' });
    const text = 'Choose the second gateway\nConnect again';
    await as(grace).incidents.resolve.mutate({ ...one, code: 'workaround', text });
    const made = await as(grace).knowledge.draftFromIncident.mutate(one);
    expect(made).toMatchObject({ article: 'KB-1', wasThere: false });
    const { article } = await as(grace).knowledge.get.query({ article: 'KB-1' });
    expect(article).toMatchObject({
      title: 'VPN drops',
      body:
        '## Symptoms\n\n- VPN drops\n\n## Cause\n\n- PRB-7\n\n' +
        '## Resolution\n\n1. Choose the second gateway\n2. Connect again',
      from: 'INC-1',
      desk: { confidence: 'draft', audience: 'desk', uses: 1 },
    });
    const again = await as(priya).knowledge.draftFromIncident.mutate(one);
    expect(again).toMatchObject({ article: 'KB-1', wasThere: true });
    const beside = await as(grace).knowledge.ofIncident.query(one);
    expect(beside).toMatchObject({
      madeFrom: 'KB-1',
      linked: [{ article: 'KB-1' }],
      articles: [],
    });
    expect((await refusalOf(as(rosa).knowledge.ofIncident.query(one))).code).toBe('not-allowed');
  });

  test('KB-8 LOG-13: of a person who is erased no word is left in a draft, a version, the index or a list', async () => {
    const database = await emptyDatabase();
    const { as } = testKit({ database });
    await as(rosa).incidents.report.mutate(report({ title: 'Walrus at the gateway' }));
    const one = { incident: 'INC-1' };
    await as(grace).incidents.resolve.mutate({ ...one, code: 'fixed', text: 'Feed it herring' });
    await as(priya).knowledge.draftFromIncident.mutate(one);
    const edit = { article: 'KB-1', ...vpn, body: 'Walrus and herring, by Priya', basedOn: 1 };
    await as(priya).knowledge.edit.mutate(edit);
    // Written by one, taken over by another once it was validated.
    const kept = await publish(as, { title: 'Pelican on the roof', body: 'Heron is near' });
    const taken = { article: kept, ...vpn, title: 'Pelican on the roof', body: 'Away with it' };
    await as(priya).knowledge.edit.mutate({ ...taken, basedOn: 2, reason: 'Shorter' });
    const find = async (text: string) =>
      (await as(amir).knowledge.search.query({ text })).articles.map(({ article }) => article);
    expect([await find('walrus'), await find('pelican')]).toEqual([['KB-1'], [kept]]);

    await as(amir).people.erase.mutate({ id: 'rosa' });
    expect([await find('walrus'), await find('herring')]).toEqual([[], []]);
    const { article } = await as(amir).knowledge.get.query({ article: 'KB-1' });
    expect(article).toMatchObject({ title: null, body: null, excerpt: '' });
    await as(amir).people.erase.mutate({ id: 'grace' });
    const store = await testStore(database);
    const left = async () =>
      JSON.stringify([
        await wholeLog(store),
        await readTables(database, ['articles', 'incidents']),
      ]);
    expect(await left()).not.toMatch(/walrus|herring|heron|okafor/i);
    // What a colleague has made of it is theirs.
    expect(await find('pelican')).toEqual([kept]);
    await as(amir).people.erase.mutate({ id: 'priya' });
    expect(await left()).not.toMatch(/pelican|shorter|raman/i);
    expect(await find('pelican')).toEqual([]);
    expect(brokenLink(await wholeLog(store))).toBeNull();
    const again = await refusalOf(as(amir).people.erase.mutate({ id: 'priya' }));
    expect(again.code).toBe('nothing-changed');
    const { versions } = await as(amir).knowledge.versions.query({ article: kept });
    expect(versions.map(({ what, name, text }) => [what, name, text])).toEqual([
      ['edited', null, null],
      ['rated', null, null],
      ['created', null, null],
    ]);
  });
});
