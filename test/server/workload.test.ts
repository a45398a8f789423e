import { defaultDocuments, systemActor } from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NewIncidentEvent } from '../../packages/server/src/domain/incident/events.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store, Transaction } from '../../packages/server/src/store/port/store.ts';
import { emptyDatabase } from './support/database.ts';
import { all, reportOn, stampAt } from './support/log.ts';

const teams = ['desk', 'network'];
const team = fc.constantFrom(...teams);
const person = fc.constantFrom('ada', 'ben');
const to = fc.integer({ min: 1, max: 4 });

const step = fc.oneof(
  fc.record({ do: fc.constant('route' as const), team, person: fc.option(person) }),
  fc.record({ do: fc.constant('assign' as const), to, team, person: fc.option(person) }),
  fc.record({ do: fc.constantFrom('resolve' as const, 'reopen' as const), to }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A command: steps, whether it asks in between, and whether it throws in the end. */
const command = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  asks: fc.subarray(teams),
  throws: fc.boolean(),
});

function eventOf(each: Exclude<Step, { do: 'route' }>): NewIncidentEvent {
  if (each.do === 'assign') {
    return {
      type: 'incident.assigned',
      data: { team: each.team, teamName: each.team, assignee: each.person },
      personal: { assigneeName: each.person },
    } as NewIncidentEvent;
  }
  const status = { id: each.do === 'resolve' ? 'resolved' : 'in-progress', name: 'S' };
  const category = each.do === 'resolve' ? 'resolved' : 'active';
  const moved = { to: { ...status, category }, workflowVersion: 1 };
  return each.do === 'resolve'
    ? ({
        type: 'incident.resolved',
        data: { code: 'fixed', ...moved },
        personal: { text: 'Done' },
      } as NewIncidentEvent)
    : ({
        type: 'incident.reopened',
        data: { why: 'not-fixed', newCycle: false, ...moved },
        personal: { text: '' },
      } as NewIncidentEvent);
}

async function take(transaction: Transaction, each: Step): Promise<void> {
  if (each.do === 'route') {
    const number = await reportOn(transaction);
    const routed = {
      type: 'incident.routed',
      data: {
        rulesVersion: 1,
        team: each.team,
        teamName: each.team,
        teamReason: null,
        assignee: each.person,
        assigneeReason: each.person && 'round-robin',
        category: null,
        categoryName: null,
        categoryReason: null,
        terms: null,
        chain: null,
      },
      personal: { assigneeName: each.person },
    } as NewIncidentEvent;
    const by = { at: 1, actor: systemActor, actorName: null };
    await transaction.log.append(`incident/${number}`, 1, routed, by);
    return;
  }
  const incident = await transaction.incidents.get(each.to);
  if (!incident) return;
  await transaction.log.append(`incident/${each.to}`, incident.version, eventOf(each), stampAt(1));
}

/** What the members of a team have to do, counted one by one. */
async function counted(transaction: Transaction, asked: string): Promise<Record<string, number>> {
  const numbers = await transaction.incidents.findNumbers({ ...all, team: asked }, null, 100);
  const open = (await transaction.incidents.getMany(numbers)).filter(
    ({ status, assignee }) => assignee && ['new', 'active', 'waiting'].includes(status.category),
  );
  const counts: Record<string, number> = {};
  for (const { assignee } of open) {
    if (assignee) counts[assignee.id] = (counts[assignee.id] ?? 0) + 1;
  }
  return counts;
}

async function lastRouted(transaction: Transaction, asked: string): Promise<string | null> {
  const events = await transaction.log.after(0, 1_000);
  const routed = events.filter(
    (event) => event.type === 'incident.routed' && event.data.team === asked && event.data.assignee,
  );
  const last = routed.at(-1);
  return last?.type === 'incident.routed' ? last.data.assignee : null;
}

async function assertTold(transaction: Transaction, asked: string): Promise<void> {
  const { open, last } = await transaction.routing.workload(asked);
  const some = [...open].filter(([, count]) => count !== 0);
  expect(Object.fromEntries(some)).toEqual(await counted(transaction, asked));
  expect(last).toBe(await lastRouted(transaction, asked));
}

async function run(
  store: Store,
  { steps, asks, throws }: typeof command extends fc.Arbitrary<infer Value> ? Value : never,
): Promise<void> {
  await store.write(async (transaction) => {
    for (const each of steps) {
      for (const asked of asks) await assertTold(transaction, asked);
      await take(transaction, each);
    }
    for (const asked of asks) await assertTold(transaction, asked);
    if (throws) throw new Error('changed my mind');
  });
}

describe('the workload of a team', () => {
  test('LOG-10: after whatever a batch has written or taken back, it is what the database would say', async () => {
    const batches = fc.array(fc.array(command, { minLength: 1, maxLength: 5 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const store = await openStore(await emptyDatabase());
        await installDefaults(store, defaultDocuments, 1);
        for (const batch of all) {
          const ended = await Promise.allSettled(batch.map((each) => run(store, each)));
          for (const [index, outcome] of ended.entries()) {
            if (outcome.status === 'fulfilled') continue;
            expect(batch[index]?.throws, String(outcome.reason.stack)).toBe(true);
            expect(outcome.reason.message).toBe('changed my mind');
          }
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
