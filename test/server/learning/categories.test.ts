import { join } from 'node:path';
import { createIncidentKit } from '@incident-kit/server';
import { describe, expect, test, vi } from 'vitest';
import type { Catalogue } from '../../../packages/server/src/domain/catalogue.ts';
import { defaultRoutingRules } from '../../../packages/server/src/domain/routing/rules.ts';
import { noLimits } from '../../support/no-limits.ts';
import {
  amir,
  clientOf,
  grace,
  intranet,
  refusalOf,
  report,
  rosa,
  temporaryFolder,
  testKit,
  tom,
} from '../support/kit.ts';

/** What comes of looking again and again. */
const until = <T>(look: () => Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

type Clients = ReturnType<typeof testKit>['as'];

const texts: Record<string, string[]> = {
  access: ['password', 'locked', 'login', 'account'],
  outage: ['printer', 'dead', 'paper', 'jam'],
  question: ['how', 'signature', 'template', 'where'],
};
const categories = Object.keys(texts);

/** The same words in another order, so that no two are alike. */
function titleOf(category: string, index: number): string {
  const words = texts[category] as string[];
  return `${words[index % 4]} ${words[(index + 1 + (index % 3)) % 4]} number${index}`;
}

/** A desk that has resolved incidents, of which the reporters knew what they were about. */
async function resolve(as: Clients, rounds: number, from = 0): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const reported = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const category = categories[index % 3] as string;
        const title = titleOf(category, from + round * 60 + index);
        return as(tom).incidents.report.mutate(report({ title, category }));
      }),
    );
    await Promise.all(
      reported.map(({ incident }) =>
        as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It works again.' }),
      ),
    );
  }
}

async function figuresOf(as: Clients, judged: number) {
  const found = await until(async () => {
    const { fields } = await as(grace).learning.figures.query();
    const { figures } = fields.category;
    return figures && figures.judged >= judged ? figures : null;
  });
  return found;
}

const learningWith = (category: 'off' | 'suggest' | 'set', rules = defaultRoutingRules.rules) => ({
  'routing-rules': { rules, learning: { category } },
});

async function told(as: Clients, incident: string) {
  const { entries } = await as(grace).incidents.timeline.query({ incident });
  return entries.filter(({ kind }) => kind === 'category-suggested');
}

describe('categories that are learned', () => {
  test('LRN-1 LRN-2 LRN-3 LRN-4: are set once enough was judged, where neither the reporter nor a rule says', async () => {
    const teams = { teams: [{ id: 'service-desk', name: 'Service desk', members: [] }] };
    const phishing = {
      id: 'phishing',
      name: 'Phishing',
      when: { text: ['phishing'] },
      route: { category: 'security', assign: 'nobody' as const },
    };
    const locked = {
      id: 'locked',
      name: 'Locked out',
      when: { category: ['access'] },
      route: { team: 'service-desk', assign: 'nobody' as const },
    };
    const { as } = testKit({
      configuration: { teams, ...learningWith('set', [phishing, locked]) },
    });
    // Nothing is known yet, so nothing is said.
    const first = await as(rosa).incidents.report.mutate(report({ title: 'password locked' }));
    expect(await told(as, first.incident)).toEqual([]);
    await resolve(as, 2);
    const few = await figuresOf(as, 60);
    expect(few).toMatchObject({ judged: 60, last: { set: 0, right: 60 } });
    const early = await as(rosa).incidents.report.mutate(report({ title: 'password locked' }));
    const [suggested] = await told(as, early.incident);
    expect(suggested).toMatchObject({ set: false, actor: { role: 'system' } });
    expect(await categoryOf(as, early.incident)).toBeNull();

    await resolve(as, 3, 120);
    await figuresOf(as, 240);
    const sure = await as(rosa).incidents.report.mutate(report({ title: 'password locked again' }));
    expect(await told(as, sure.incident)).toMatchObject([
      { set: true, categories: [{ category: 'access', categoryName: 'I cannot get in' }, {}, {}] },
    ]);
    // Rules that are for that category are for it.
    const { incident: view } = await as(grace).incidents.get.query({ incident: sure.incident });
    expect(view).toMatchObject({ category: 'access', team: 'service-desk' });
    // What the reporter is told does not say how it came to be.
    const own = await as(rosa).incidents.timeline.query({ incident: sure.incident });
    expect(JSON.stringify(own)).not.toContain('suggested');

    const chosen = report({ title: 'password locked', category: 'outage' });
    const byReporter = await as(rosa).incidents.report.mutate(chosen);
    expect(await told(as, byReporter.incident)).toEqual([]);
    expect(await categoryOf(as, byReporter.incident)).toBe('outage');
    const byRule = await as(rosa).incidents.report.mutate(
      report({ title: 'password locked after phishing' }),
    );
    expect(await told(as, byRule.incident)).toEqual([]);
    expect(await categoryOf(as, byRule.incident)).toBe('security');

    const explained = await as(grace).learning.ofIncident.query({ incident: sure.incident });
    expect(explained.categories[0]).toMatchObject({ id: 'access', name: 'I cannot get in' });
    expect(explained.categories[0]?.words).toEqual(expect.arrayContaining(['password', 'locked']));
    expect(explained.categories[0]?.like).toHaveLength(3);
    expect(explained.categories[0]?.like[0]?.title).toMatch(/password|locked/);
    await expect(
      refusalOf(as(rosa).learning.ofIncident.query({ incident: sure.incident })),
    ).resolves.toMatchObject({ code: 'not-allowed' });
  });

  test('LRN-5: only categories that there are and that a form offers are suggested, and none where it is off', async () => {
    const form = { hide: [], categories: ['outage', 'question'] };
    const { as } = testKit({
      configuration: learningWith('suggest'),
      sites: [{ ...intranet, form }],
    });
    const text = { title: 'password locked', description: '' };
    await resolveByDesk(as);
    const forRosa = await until(async () => {
      const { categories } = await as(rosa).forms.suggest.mutate(text);
      return categories.length > 0 ? categories : null;
    });
    expect(forRosa.map(({ id }) => id).sort()).toEqual(['outage', 'question']);
    const { categories: forGrace } = await as(grace).forms.suggest.mutate(text);
    expect(forGrace[0]).toMatchObject({ id: 'access', words: expect.arrayContaining(['locked']) });
    expect(await as(rosa).forms.report.query()).toMatchObject({ suggests: true });

    const { version, document } = await catalogueOf(as);
    const left = document.categories.filter(({ id }) => id !== 'access');
    await as(amir).configuration.publish.mutate({
      kind: 'catalogue',
      basedOn: version,
      document: { ...document, categories: left },
    });
    const { categories: after } = await as(grace).forms.suggest.mutate(text);
    expect(after.map(({ id }) => id)).not.toContain('access');
    await as(amir).configuration.publish.mutate({
      kind: 'routing-rules',
      basedOn: 1,
      document: learningWith('off')['routing-rules'],
    });
    expect(await as(grace).forms.suggest.mutate(text)).toEqual({ categories: [] });
    expect(await as(rosa).forms.report.query()).not.toHaveProperty('suggests');
  });

  test('LRN-5 LOG-13: what was erased is in no model, and who begins to learn later suggests the same', async () => {
    const database = `sqlite:${join(temporaryFolder(), 'kit.db')}`;
    const configuration = learningWith('suggest');
    const { as, clock } = testKit({ database, configuration });
    await resolve(as, 1);
    const strange = report({ title: 'zanzibar zanzibar', category: 'security' });
    const { incident } = await as(rosa).incidents.report.mutate(strange);
    await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It is gone.' });
    const text = { title: 'zanzibar', description: '' };
    const wordsFor = async (from: Clients, id: string) => {
      const { categories: found } = await from(grace).forms.suggest.mutate(text);
      return found.find((each) => each.id === id)?.words;
    };
    await until(async () => (await wordsFor(as, 'security'))?.includes('zanzibar'));

    await as(amir).incidents.erase.mutate({ incident });
    const found = await until(async () => {
      const { categories: all } = await as(grace).forms.suggest.mutate(text);
      const isForgotten = all.length > 0 && all.every(({ words }) => words.length === 0);
      return isForgotten ? all : null;
    });
    expect(found.map(({ id }) => id)).not.toContain('security');

    // Another instance, which has read nothing but what the log has now.
    const other = createIncidentKit({
      ...{ database, sites: [intranet], limits: noLimits, now: () => clock.now },
    });
    const asOther: Clients = (who) => clientOf(other.fetch, who, () => clock.now);
    const again = await until(async () => {
      const { categories: all } = await asOther(grace).forms.suggest.mutate(text);
      return all.length > 0 ? all : null;
    });
    await other.close();
    expect(again).toEqual(found);
  });
});

async function categoryOf(as: Clients, incident: string): Promise<string | null> {
  return (await as(grace).incidents.get.query({ incident })).incident.category;
}

async function catalogueOf(as: Clients) {
  const { current } = await as(amir).configuration.get.query({ kind: 'catalogue' });
  return current as { version: number; document: Catalogue };
}

/** What nobody said at first, and the desk did. */
async function resolveByDesk(as: Clients): Promise<void> {
  const reported = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const category = categories[index % 3] as string;
      const title = titleOf(category, index);
      const { incident } = await as(tom).incidents.report.mutate(report({ title }));
      await as(grace).incidents.categorize.mutate({ incident, category });
      return incident;
    }),
  );
  await Promise.all(
    reported.map((incident) =>
      as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It works again.' }),
    ),
  );
}
