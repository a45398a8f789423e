import { setTimeout as after } from 'node:timers/promises';
import type { Caller } from '../../../../packages/server/src/access/caller.ts';
import { Receipts } from '../../../../packages/server/src/access/receipts.ts';
import { SignedLinks } from '../../../../packages/server/src/access/signed-links.ts';
import { siteSchema } from '../../../../packages/server/src/access/sites.ts';
import { toReference } from '../../../../packages/server/src/domain/incident/reference.ts';
import type { OperationContext } from '../../../../packages/server/src/operations/context.ts';
import { BadgeCache } from '../../../../packages/server/src/operations/incidents/badge-cache.ts';
import {
  listIncidents,
  listIncidentsInput,
} from '../../../../packages/server/src/operations/incidents/list-incidents.ts';
import { readBadges } from '../../../../packages/server/src/operations/incidents/read-badges.ts';
import { readIncident } from '../../../../packages/server/src/operations/incidents/read-incident.ts';
import { readTimeline } from '../../../../packages/server/src/operations/incidents/read-timeline.ts';
import { ArticleSearch } from '../../../../packages/server/src/operations/knowledge/article-search.ts';
import { IncidentLearning } from '../../../../packages/server/src/operations/learning/incident-learning.ts';
import { listNotifications } from '../../../../packages/server/src/operations/notifications/list-notifications.ts';
import type { Store } from '../../../../packages/server/src/store/port/store.ts';
import { noAttachments } from '../../../support/no-attachments.ts';
import { neverOverloaded, openIntake } from '../../../support/no-limits.ts';
import { noSources } from '../../../support/no-sources.ts';
import { similarIn } from '../../../support/similar-in.ts';
import { Chance } from '../../../support/simulate-incidents/chance.ts';
import { commonWord, prefix, rareWord } from '../../../support/simulate-incidents/words.ts';
import { longest, reportersOf, site } from '../../../support/simulate-incidents/year.ts';
import { directoryOf } from '../../../support/site-directory.ts';

export interface Question {
  name: string;
  ask(index: number): Promise<unknown>;
}

/** Somebody of the desk, or one of those who report. */
export function contextFor(
  store: Store,
  now: () => number,
  role: 'agent' | 'manager' | 'reporter',
  id: string,
): OperationContext {
  const caller: Caller = {
    role,
    id,
    name: id,
    email: null,
    groups: [],
    site: siteSchema.parse({ key: site, name: 'Bench', origins: [] }),
    receiptFor: null,
    expiresAt: null,
  };
  return {
    store,
    caller,
    address: null,
    intake: openIntake(now),
    overload: neverOverloaded,
    receipts: new Receipts('bench'),
    links: new SignedLinks('bench'),
    sites: directoryOf(),
    // Empty for each question: it is the database that is asked here.
    get badgeCache() {
      return new BadgeCache();
    },
    similar: similarIn(store),
    learning: new IncidentLearning(store),
    knowledge: new ArticleSearch(store),
    attachments: noAttachments,
    senders: new Map(),
    sources: noSources,
    publicUrl: 'http://bench',
    now,
  };
}

/** What pages ask a desk with so many incidents. */
export async function questionsTo(
  store: Store,
  incidents: number,
  now: () => number,
): Promise<Question[]> {
  const agent = contextFor(store, now, 'agent', 'network-ada');
  const chance = new Chance(1);
  const any = () => toReference(1 + chance.below(incidents));
  const list = (filter: object, context = agent) =>
    listIncidents(context, listIncidentsInput.parse(filter));
  const pageOf = async (filter: object, page: number) => {
    let before: number | string | undefined;
    for (let turned = 1; turned < page; turned += 1) {
      const answer = await list({ ...filter, before, limit: 50 });
      before = answer.next ?? before;
    }
    return { ...filter, before };
  };
  const [queue20, all20] = [await pageOf({}, 20), await pageOf({ status: 'all' }, 20)];
  const rare = () => rareWord(1 + chance.below(incidents), incidents);
  const long = toReference(longest(incidents));
  const reporter = () =>
    contextFor(store, now, 'reporter', `person-${chance.below(reportersOf(incidents))}`);
  const lists: [string, object][] = [
    ['queue: first page', {}],
    ['queue: page 20', queue20],
    ['queue, due first', { order: 'due' }],
    ['queue of a team, due first', { team: 'network', order: 'due' }],
    ['queue of a team', { team: 'network' }],
    ['my queue', { assignee: 'network-ada' }],
    ['queue of a priority', { priority: 'P1' }],
    ['queue of a service', { service: 'service-5' }],
    ['queue of a team, one priority', { team: 'mail', priority: 'P3' }],
    ['waiting', { status: 'waiting' }],
    ['all incidents: first page', { status: 'all' }],
    ['all incidents: page 20', all20],
    ['resolved', { status: 'resolved' }],
    ['resolved, of a team', { status: 'resolved', team: 'network' }],
    ['closed', { status: 'closed' }],
    ['closed, of a team and a priority', { status: 'closed', team: 'network', priority: 'P1' }],
    [
      'closed, of a service and a person',
      { status: 'closed', service: 'service-2', assignee: 'network-ada' },
    ],
    [
      'closed, of another team’s person',
      { status: 'closed', team: 'mail', assignee: 'network-ada' },
    ],
    ['all of a person', { status: 'all', assignee: 'network-ada' }],
    ['search queue: common word', { text: commonWord }],
    ['search queue: beginning of a word', { text: prefix }],
    ['search queue: two words', { text: `${commonWord} freezes` }],
    ['search all: common word', { status: 'all', text: commonWord }],
    ['search all: beginning of a word', { status: 'all', text: prefix }],
    ['search all: one letter of the last word', { status: 'all', text: `${commonWord} d` }],
    ['search all: two words', { status: 'all', text: `${commonWord} freezes` }],
    ['search all: nothing found', { status: 'all', text: 'xylophone' }],
    [
      'search closed: common, team, priority',
      { status: 'closed', text: commonWord, team: 'mail', priority: 'P1' },
    ],
    [
      'search all: common word, of a person',
      { status: 'all', text: commonWord, assignee: 'mail-ben' },
    ],
  ];
  // What is open is read into memory from the first search on; a desk searches more than once.
  await list({ text: commonWord });
  await after(2_000);
  return [
    ...lists.map(([name, filter]) => ({ name, ask: () => list(filter) })),
    { name: 'search queue: rare word', ask: () => list({ text: rare() }) },
    { name: 'search all: rare word', ask: () => list({ status: 'all', text: rare() }) },
    { name: 'what I reported', ask: () => list({ status: 'all' }, reporter()) },
    {
      name: 'search what I reported: common',
      ask: () => list({ status: 'all', text: commonWord }, reporter()),
    },
    { name: 'one incident with its clocks', ask: () => readIncident(agent, { incident: any() }) },
    {
      name: '40 badges',
      ask: () => readBadges(agent, { incidents: Array.from({ length: 40 }, any) }),
    },
    {
      name: 'timeline of ten events',
      ask: () => readTimeline(agent, { incident: any(), limit: 100 }),
    },
    {
      name: 'timeline of 1,000 events',
      ask: () => readTimeline(agent, { incident: long, limit: 100 }),
    },
    { name: 'my notifications', ask: () => listNotifications(agent, { limit: 50 }) },
  ];
}
