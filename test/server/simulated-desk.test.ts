import {
  type Actor,
  type Documents,
  decideAcknowledge,
  decideClose,
  decideHold,
  decideLevels,
  decideNote,
  decideReopen,
  decideResolve,
  decideResume,
  type Incident,
  type NewIncidentEvent,
  type Rules,
  slaPoliciesSchema,
} from '@incident-kit/server/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Caller } from '../../packages/server/src/access/caller.ts';
import { Receipts } from '../../packages/server/src/access/receipts.ts';
import { SignedLinks } from '../../packages/server/src/access/signed-links.ts';
import { siteSchema } from '../../packages/server/src/access/sites.ts';
import { KitError } from '../../packages/server/src/domain/errors.ts';
import { installDefaults } from '../../packages/server/src/operations/configuration/install-defaults.ts';
import { BadgeCache } from '../../packages/server/src/operations/incidents/badge-cache.ts';
import { incidentCommands } from '../../packages/server/src/operations/incidents/commands/index.ts';
import type { Command } from '../../packages/server/src/operations/incidents/define-command.ts';
import { fireDue } from '../../packages/server/src/operations/incidents/fire-due.ts';
import { ArticleSearch } from '../../packages/server/src/operations/knowledge/article-search.ts';
import { IncidentLearning } from '../../packages/server/src/operations/learning/incident-learning.ts';
import { openStore } from '../../packages/server/src/store/open-store.ts';
import { noAttachments } from '../support/no-attachments.ts';
import { neverOverloaded, openIntake } from '../support/no-limits.ts';
import { noSources } from '../support/no-sources.ts';
import { similarIn } from '../support/similar-in.ts';
import { deskDocuments } from '../support/simulate-incidents/desk-documents.ts';
import {
  desk,
  reporter,
  SimulatedIncident,
} from '../support/simulate-incidents/simulated-incident.ts';
import { directoryOf } from '../support/site-directory.ts';
import { emptyDatabase, engine } from './support/database.ts';

const hour = 3_600_000;
const monday = Date.UTC(2026, 10, 23, 9);

/** Clocks that run in office hours, begin anew, and answer updates; a chain of escalations; a rule that chooses. */
const documents: Documents = {
  ...deskDocuments,
  'sla-policies': slaPoliciesSchema.parse({
    policies: [
      {
        id: 'all',
        name: 'All',
        calendar: 'office',
        targets: { update: 2 * hour },
        reopen: 'new-cycle',
      },
    ],
  }),
};

interface Step {
  by: Actor;
  command: keyof typeof incidentCommands;
  input: Record<string, unknown>;
  decide(state: Incident, rules: Rules, now: number): NewIncidentEvent;
}

const reason = 'Because it is so';
const possible: Record<string, Step | null> = {
  /** A timer looks. */
  look: null,
  acknowledge: { by: desk, command: 'acknowledge', input: {}, decide: decideAcknowledge },
  hold: {
    by: desk,
    command: 'hold',
    input: { to: 'waiting-vendor', reason },
    decide: (state, rules) => decideHold(state, rules, 'waiting-vendor', reason),
  },
  resume: {
    by: desk,
    command: 'resume',
    input: {},
    decide: (state, rules) => decideResume(state, rules, null),
  },
  resolve: {
    by: desk,
    command: 'resolve',
    input: { code: 'fixed', text: 'Done.' },
    decide: (state, rules, now) =>
      decideResolve(state, rules, { code: 'fixed', text: 'Done.' }, now),
  },
  reopen: {
    by: reporter,
    command: 'confirm',
    input: { fixed: false, text: 'Not at all' },
    decide: (state, rules) => decideReopen(state, rules, 'not-fixed', 'Not at all'),
  },
  close: {
    by: desk,
    command: 'close',
    input: {},
    decide: (state, rules) => decideClose(state, rules, 'desk', null),
  },
  lower: {
    by: desk,
    command: 'prioritize',
    input: { urgency: 'low' },
    decide: (state, rules) => decideLevels(state, rules, { urgency: 'low' }),
  },
  ask: {
    by: reporter,
    command: 'addNote',
    input: { text: 'Hello' },
    decide: () => decideNote('Hello', 'public'),
  },
  answer: {
    by: desk,
    command: 'addNote',
    input: { text: 'Hello' },
    decide: () => decideNote('Hello', 'public'),
  },
};

const steps = fc.array(
  fc.record({
    does: fc.constantFrom(...Object.keys(possible)),
    after: fc.oneof(fc.nat(2 * hour), fc.nat(100 * hour), fc.constant(0)),
  }),
  { maxLength: 10 },
);

/** A story in which all of it happens that is looked for below. */
const everything = [
  ['acknowledge', hour],
  ['look', 3 * hour],
  ['lower', hour],
  ['look', 100 * hour],
  ['resolve', hour],
  ['reopen', hour],
  ['resolve', hour],
  ['close', hour],
].map(([does, after]) => ({ does: String(does), after: Number(after) }));

const asked = {
  title: 'A password does not work',
  description: '',
  service: 'service-1',
  impact: 'high',
  urgency: 'high',
};

test('LOG-7 SLA-18 ESC-1: a simulated incident has the events that the server writes', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      const store = await openStore(await emptyDatabase());
      await installDefaults(store, documents, monday);
      let now = monday;
      const send = async (by: Actor, command: keyof typeof incidentCommands, input: object) => {
        const declared: Command = incidentCommands[command];
        const receipts = new Receipts('a secret that nobody knows');
        const context = {
          store,
          caller: callerOf(by),
          address: null,
          intake: openIntake(() => now),
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
          publicUrl: '',
          now: () => now,
        };
        await declared.execute(context, declared.input.parse(input)).catch((error: unknown) => {
          if (!(error instanceof KitError)) throw error;
        });
      };
      await send(reporter, 'report', { key: 'the-first', ...asked });
      const simulated = new SimulatedIncident(documents, monday, asked);
      for (const { does, after } of story) {
        now += after;
        const step = possible[does];
        if (step) {
          await send(step.by, step.command, { incident: 'INC-1', ...step.input });
          simulated.do(now, step.by, (state) => step.decide(state, simulated.rules, now));
        } else {
          await fireDue(store, () => now);
          simulated.applyDue(now);
        }
      }
      const all = Number.MAX_SAFE_INTEGER;
      const written = await store.read((snapshot) =>
        snapshot.log.streamAfter('incident/1', 0, all),
      );
      await store.close();
      // JSON has no undefined; positions differ, as documents are installed once more there.
      const plain = (event: object) => JSON.parse(JSON.stringify({ ...event, seq: null }));
      expect(simulated.events.map(plain)).toEqual(written.map(plain));
      for (const { type } of written) seen.add(type);
    }),
    { numRuns: engine === 'sqlite' ? 40 : 12, examples: [[everything]] },
  );
  for (const type of ['routed', 'sla-warned', 'sla-breached', 'escalation-step-taken', 'closed']) {
    expect(seen).toContain(`incident.${type}`);
  }
}, 60_000);

function callerOf({ role, id, site: key }: Actor): Caller {
  const site = siteSchema.parse({
    key: key ?? 'pk_none',
    name: 'Intranet',
    origins: [],
    anonymous: { report: true, badges: true },
  });
  const nobody = { email: null, groups: [], receiptFor: null, expiresAt: null };
  return { ...nobody, role, id, name: id, site };
}
