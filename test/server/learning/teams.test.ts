import { describe, expect, test, vi } from 'vitest';
import type { Catalogue } from '../../../packages/server/src/domain/catalogue.ts';
import { amir, grace, report, rosa, testKit, tom } from '../support/kit.ts';

/** What comes of looking again and again. */
const until = <T>(look: () => Promise<T>) => vi.waitUntil(look, { timeout: 30_000, interval: 20 });

type Clients = ReturnType<typeof testKit>['as'];

const texts: Record<string, string[]> = {
  accounts: ['password', 'locked', 'login', 'account'],
  printers: ['printer', 'dead', 'paper', 'jam'],
  network: ['wifi', 'slow', 'cable', 'floor'],
};
const names = Object.keys(texts);
const team = (id: string) => ({ id, name: `Team ${id}`, members: [] });

const phishing = {
  id: 'phishing',
  name: 'Phishing',
  when: { text: ['phishing'] },
  route: { team: 'security', assign: 'nobody' as const },
};

const rulesWith = (how: 'suggest' | 'set') => ({ rules: [phishing], learning: { team: how } });

/** A desk that gives each incident to whom it belongs, and resolves it. */
async function resolve(as: Clients, count: number): Promise<void> {
  for (let from = 0; from < count; from += 60) {
    await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const of = names[index % 3] as string;
        const words = texts[of] as string[];
        const title = `${words[index % 4]} ${words[(index + 1 + (index % 3)) % 4]} no${from + index}`;
        const { incident } = await as(tom).incidents.report.mutate(report({ title }));
        await as(grace).incidents.assign.mutate({ incident, team: of });
        await as(grace).incidents.resolve.mutate({ incident, code: 'fixed', text: 'It works.' });
      }),
    );
  }
}

async function told(as: Clients, incident: string) {
  const { entries } = await as(grace).incidents.timeline.query({ incident });
  return entries.filter(({ kind }) => kind === 'team-suggested' || kind === 'routed');
}

async function teamOf(as: Clients, incident: string): Promise<string | null> {
  return (await as(grace).incidents.get.query({ incident })).incident.team;
}

async function publish(as: Clients, kind: 'routing-rules' | 'catalogue', change: object) {
  const { current } = await as(amir).configuration.get.query({ kind });
  const document = { ...current.document, ...change } as never;
  await as(amir).configuration.publish.mutate({ kind, basedOn: current.version, document });
  return current.document;
}

describe('teams that are learned', () => {
  test('LRN-1 LRN-2 LRN-3 LRN-4: get what is surely theirs, where no rule says whose it is', async () => {
    const { as } = testKit({
      configuration: {
        teams: { teams: [...names, 'security'].map(team) },
        'routing-rules': rulesWith('suggest'),
      },
    });
    await resolve(as, 360);
    const { fields, promised } = await until(async () => {
      const answer = await as(grace).learning.figures.query();
      return (answer.fields.team.figures?.judged ?? 0) >= 300 ? answer : null;
    });
    expect(fields.category).toMatchObject({ how: 'off', figures: { judged: 0 } });
    expect(fields.team).toMatchObject({ how: 'suggest', names: { network: 'Team network' } });
    const { last, calibration, classes } = fields.team.figures ?? {};
    expect(last?.set).toBeGreaterThan(20);
    expect(last?.precision?.high).toBeGreaterThan(promised.precision);
    expect(calibration?.reduce((sum, { judged }) => sum + judged, 0)).toBe(last?.judged);
    expect(classes?.map(({ id }) => id).sort()).toEqual([...names].sort());

    // Suggested it is to the desk, and nobody has it.
    const title = 'password locked again';
    const suggested = await as(rosa).incidents.report.mutate(report({ title }));
    const first = { team: 'accounts', teamName: 'Team accounts' };
    expect(await told(as, suggested.incident)).toMatchObject([
      { kind: 'team-suggested', set: false, actor: { role: 'system' }, teams: [first, {}, {}] },
    ]);
    const explained = await as(grace).learning.ofIncident.query({ incident: suggested.incident });
    expect(explained).toMatchObject({
      categories: [],
      team: null,
      teams: [{ id: 'accounts' }, {}, {}],
    });
    expect(explained.teams[0]?.words).toEqual(expect.arrayContaining(['password', 'locked']));
    expect(explained.teams[0]?.like).toHaveLength(3);

    await publish(as, 'routing-rules', rulesWith('set'));
    const { services } = (await publish(as, 'catalogue', {})) as Catalogue;
    const owned = services.map((each) => ({ ...each, owner: 'printers' }));
    await publish(as, 'catalogue', { services: owned });
    const service = services[0]?.id;
    // What is sure goes before whose the service is, and a rule before that.
    const set = await as(rosa).incidents.report.mutate(report({ title, service }));
    expect(await told(as, set.incident)).toMatchObject([
      { kind: 'team-suggested', set: true },
      { kind: 'routed', team: 'accounts', teamReason: { rule: null, because: ['learned'] } },
    ]);
    const unsure = await as(rosa).incidents.report.mutate(report({ title: 'Hello', service }));
    expect(await teamOf(as, unsure.incident)).toBe('printers');
    const ruled = await as(rosa).incidents.report.mutate(report({ title: `${title}: phishing` }));
    expect(await told(as, ruled.incident)).toMatchObject([{ kind: 'routed', team: 'security' }]);
    // Whoever reported it is not told how it came to be theirs.
    const own = await as(rosa).incidents.timeline.query({ incident: set.incident });
    expect(JSON.stringify(own)).not.toContain('suggested');
  });
});
