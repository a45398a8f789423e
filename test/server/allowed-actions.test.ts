import {
  type Action,
  type Actor,
  actions,
  allowedActions,
  checkDocuments,
  type Documents,
  decideNote,
  decideStep,
  defaultDocuments,
  evolveNew,
  type Incident,
  KitError,
  type NewIncidentEvent,
  nextStatuses,
  type Rules,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../packages/server/src/access/caller.ts';
import { assertMay } from '../../packages/server/src/access/caller.ts';
import { Receipts } from '../../packages/server/src/access/receipts.ts';
import { SignedLinks } from '../../packages/server/src/access/signed-links.ts';
import { siteSchema } from '../../packages/server/src/access/sites.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import type { OperationContext } from '../../packages/server/src/operations/context.ts';
import { BadgeCache } from '../../packages/server/src/operations/incidents/badge-cache.ts';
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import type {
  Command,
  Decision,
  Situation,
} from '../../packages/server/src/operations/incidents/define-command.ts';
import { readIncident } from '../../packages/server/src/operations/incidents/read-incident.ts';
import { ArticleSearch } from '../../packages/server/src/operations/knowledge/article-search.ts';
import { IncidentLearning } from '../../packages/server/src/operations/learning/incident-learning.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import type { Store } from '../../packages/server/src/store/port/store.ts';
import { noAttachments } from '../support/no-attachments.ts';
import { neverOverloaded, openIntake } from '../support/no-limits.ts';
import { noSources } from '../support/no-sources.ts';
import { similarIn } from '../support/similar-in.ts';
import { rulesOf } from '../support/simulate-incidents/rules.ts';
import { attempt } from '../support/simulate-incidents/simulated-desk.ts';
import { desk, SimulatedIncident } from '../support/simulate-incidents/simulated-incident.ts';
import { directoryOf } from '../support/site-directory.ts';
import { inputsOf, type Sent } from './support/action-inputs.ts';
import { emptyDatabase, engine } from './support/database.ts';
import { errorsOf, workflows } from './support/workflows.ts';

const named = (id: string) => ({ id, name: `Called ${id}` });

const teams = fc
  .uniqueArray(fc.constantFrom('desk', 'network', 'mail'), { maxLength: 3 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          id: fc.constant(id),
          name: fc.constant(`Called ${id}`),
          tier: fc.constant(1),
          members: fc
            .subarray(['ada', 'ben'])
            .map((people) => people.map((each) => ({ ...named(each), available: true }))),
          managers: fc.constant<{ id: string; name: string }[]>([]),
          escalatesTo: fc.constantFrom<string | null>(null, ...ids),
        }),
      ),
    ),
  )
  .map((all) => ({ teams: all }));

const catalogue = fc
  .record({ services: fc.subarray(['mail', 'vpn']), categories: fc.subarray(['network', 'other']) })
  .map(({ services, categories }) => ({
    services: services.map((id) => ({ ...named(id), owner: null, tier: 1, dependsOn: [] })),
    categories: categories.map(named),
  }));

const documents: fc.Arbitrary<Documents> = fc
  .record({
    workflow: workflows.filter((each) => errorsOf(each).length === 0),
    teams,
    catalogue,
  })
  .map((some) => ({ ...defaultDocuments, ...some }))
  .filter((all) => checkDocuments(all).every((each) => each.severity !== 'error'));

/** What is done to an incident: an action, or a move, and which of the inputs that there are for it. */
const steps = fc.array(fc.tuple(fc.constantFrom(...actions, 'move' as const), fc.nat(200)), {
  maxLength: 12,
});

const monday = Date.UTC(2026, 10, 23, 9);

/** Other incidents, of which only the first can be merged into; the last is not there. */
const others = ['INC-7', 'INC-8', 'INC-9', 'INC-99'];

function otherIncident(state: Incident, number: number): Incident | null {
  const open = {
    ...state,
    number,
    status: { id: 'new', name: 'New', category: 'new' } as const,
    closed: null,
    duplicateOf: null,
    links: [],
  };
  const closed: Incident = {
    ...open,
    status: { id: 'closed', name: 'Closed', category: 'closed' },
    closed: { at: 1, by: null, why: 'desk' },
  };
  if (number === 7) return open;
  if (number === 8) return closed;
  const why = 'duplicate' as const;
  return number === 9 ? { ...closed, duplicateOf: 3, closed: { at: 1, by: null, why } } : null;
}

/** What a command decides about an incident, by its own declaration; null when it is refused. */
async function decided(
  { command, input }: Sent,
  state: Incident,
  rules: Rules,
  hasJoined: boolean,
): Promise<NewIncidentEvent | null> {
  const declared: Command & {
    decide?(situation: Situation, input: unknown): Decision | Promise<Decision>;
  } = incidentCommands[command];
  const parsed = declared.input.parse(input);
  if (!declared.decide) return decideNote('Hello', 'public');
  const snapshot = {
    incidents: {
      get: async (number: number) =>
        number === state.number ? state : otherIncident(state, number),
    },
    affected: { has: async () => hasJoined },
  } as unknown as Situation['snapshot'];
  const situation = { incident: state, rules, now: state.at, actor: desk, snapshot };
  try {
    const withDue = async (other: Incident) => other;
    const decision = await declared.decide({ ...situation, withDue }, parsed);
    return Array.isArray(decision) ? (decision.at(-1)?.event ?? null) : decision;
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    // What is said of a command in its reference is all that it is refused with.
    const always = ['invalid-input'];
    expect([...declared.refusals, ...always], `${command}: ${error.message}`).toContain(error.code);
    return null;
  }
}

/** An incident to which some of all that can be done was done. */
async function incidentAfter(
  documents: Documents,
  done: readonly [Action | 'move', number][],
): Promise<Incident> {
  const simulated = new SimulatedIncident(documents, monday);
  let { state } = simulated;
  // Only visitors are given receipts.
  const isVisitors = done.length % 2 === 1;
  if (isVisitors) state = { ...state, reporter: { role: 'anonymous', id: null, site: 'pk_a' } };
  for (const [action, which] of done) {
    const inputs = inputsOf(action, 'INC-1', simulated.rules, others);
    const sent = inputs[which % inputs.length];
    const event = sent ? await decided(sent, state, simulated.rules, false) : null;
    const stamp = { at: state.at + 1, actor: desk, actorName: 'Grace' };
    if (event) state = evolveNew(state, event, stamp);
  }
  return state;
}

describe('what is offered', () => {
  test('INC-21: is exactly what would not be refused', async () => {
    const offered = new Map<Action, number>();
    const refused = new Map<Action, number>();
    await fc.assert(
      fc.asyncProperty(
        documents,
        // What is in force by now may be something else than what it lived under.
        fc.option(documents, { nil: null }),
        steps,
        fc.boolean(),
        fc.subarray(actions),
        async (lived, now, done, hasJoined, granted) => {
          const state = await incidentAfter(lived, done);
          const rules = rulesOf(now ?? lived);
          const possible: Action[] = [];
          for (const action of actions) {
            let isPossible = false;
            for (const sent of inputsOf(action, 'INC-1', rules, others)) {
              isPossible ||= (await decided(sent, state, rules, hasJoined)) !== null;
            }
            if (isPossible) possible.push(action);
            const counts = isPossible ? offered : refused;
            counts.set(action, (counts.get(action) ?? 0) + 1);
          }
          const isGranted = new Set(granted);
          const asker = { may: (action: Action) => isGranted.has(action), hasJoined };
          expect(allowedActions(state, rules, asker)).toEqual(
            possible.filter((action) => isGranted.has(action)),
          );
        },
      ),
      { numRuns: 200 },
    );
    // Each was offered to somebody, and each refused, but for what is always possible.
    expect(actions.filter((action) => !offered.has(action))).toEqual([]);
    expect(actions.filter((action) => !refused.has(action))).toEqual([
      'link',
      'add-note',
      'add-internal-note',
    ]);
  });

  test('INC-21: a status is offered exactly if the incident has what the step there requires', async () => {
    await fc.assert(
      fc.asyncProperty(documents, steps, async (lived, done) => {
        const rules = rulesOf(lived);
        const state = await incidentAfter(lived, done);
        const possible = rules.workflow.document.statuses.filter(({ id }) =>
          attempt(() => decideStep(state, rules.workflow, id, { reason: 'why' })),
        );
        const ids = nextStatuses(state, rules).map((each) => each.id);
        expect(ids.toSorted()).toEqual(possible.map((each) => each.id).toSorted());
      }),
    );
  });

  test('INC-21 ACC-1: to every role, of one’s own incident and of another’s', async () => {
    let [offered, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(documents, steps, async (given, done) => {
        const store = await openStore(await emptyDatabase());
        await installDefaults(store, given, monday);
        const rules = await store.read((snapshot) => snapshot.documents.rules());
        const run = (sent: Sent, caller: Caller, to: Store = store) => send(sent, caller, to);
        for (const key of ['the-first', 'the-other']) {
          const input = { key, title: 'It is down', impact: 'high', urgency: 'high' };
          await run({ command: 'report', input }, callers.reporter);
        }
        for (const [action, which] of done) {
          const inputs = inputsOf(action, 'INC-1', rules, ['INC-2']);
          const sent = inputs[which % inputs.length];
          if (sent) await run(sent, action === 'not-fixed' ? callers.reporter : callers.agent);
        }
        for (const [role, caller] of Object.entries(callers)) {
          const answer = await readIncident(contextFor(store, caller), {
            incident: 'INC-1',
          }).catch(() => null);
          if (!answer) continue;
          for (const action of actions) {
            let isPossible = false;
            for (const sent of inputsOf(action, 'INC-1', rules, ['INC-2'])) {
              if (isPossible) break;
              isPossible = await run(sent, caller, withoutTrace(store));
            }
            expect(answer.may.includes(action), `${role}: ${action}`).toBe(isPossible);
            if (isPossible) offered += 1;
            else refused += 1;
          }
        }
        await store.close();
      }),
      { numRuns: engine === 'sqlite' ? 15 : 5 },
    );
    expect(Math.min(offered, refused)).toBeGreaterThan(50);
  }, 60_000);
});

const site = siteSchema.parse({
  key: 'pk_intranet',
  name: 'Intranet',
  origins: [],
  anonymous: { report: true, badges: true },
});
const nobody = { name: null, email: null, groups: [], site, receiptFor: null, expiresAt: null };
const as = (role: Actor['role'], id: string): Caller => ({ ...nobody, role, id });

const callers = {
  reporter: as('reporter', 'rosa'),
  anotherReporter: as('reporter', 'tom'),
  agent: as('agent', 'grace'),
  manager: as('manager', 'mia'),
  admin: as('admin', 'amir'),
  // Somebody of the desk may be the one who has reported it.
  reporterAtTheDesk: as('agent', 'rosa'),
  receipt: { ...nobody, role: 'receipt', id: null, receiptFor: 1 } satisfies Caller,
};

function contextFor(store: Store, caller: Caller): OperationContext {
  const receipts = new Receipts('a secret that nobody knows');
  return {
    store,
    caller,
    address: null,
    intake: openIntake(() => monday),
    overload: neverOverloaded,
    receipts,
    links: new SignedLinks('a secret that nobody knows'),
    sites: directoryOf(),
    badgeCache: new BadgeCache(),
    similar: similarIn(store),
    learning: new IncidentLearning(store),
    knowledge: new ArticleSearch(store),
    attachments: noAttachments,
    senders: new Map(),
    sources: noSources,
    publicUrl: 'http://kit.test',
    now: () => monday,
  };
}

/** Sends a command as the API does. @returns whether it was done; a refusal is none */
async function send({ command, input }: Sent, caller: Caller, store: Store): Promise<boolean> {
  const declared: Command = incidentCommands[command];
  try {
    assertMay(caller, declared.permission);
    await declared.execute(contextFor(store, caller), declared.input.parse(input));
    return true;
  } catch (error) {
    if (error instanceof Done) return true;
    if (error instanceof KitError) return false;
    throw error;
  }
}

class Done extends Error {}

/** A store in which everything that a command writes is taken back when it was done. */
function withoutTrace(store: Store): Store {
  return {
    ...store,
    read: (work) => store.read(work),
    write: (work) =>
      store.write(async (transaction) => {
        await work(transaction);
        throw new Done();
      }),
  };
}
