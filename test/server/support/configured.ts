import {
  type Calendars,
  type DocumentKind,
  type Documents,
  defaultDocuments,
  documentSchemas,
} from '@incident-kit/server/domain';
import { rulesOf } from '../../support/simulate-incidents/rules.ts';
import { grace, testKit } from './kit.ts';

/** A whole configuration in which everything names something. */
export const documents: Documents = {
  ...defaultDocuments,
  teams: documentSchemas.teams.parse({
    teams: [
      {
        id: 'desk',
        name: 'Service desk',
        members: [{ id: 'grace', name: 'Grace Okafor' }],
        managers: [{ id: 'mia', name: 'Mia Lind' }],
        escalatesTo: 'network',
      },
      { id: 'network', name: 'Network', tier: 2, members: [{ id: 'amir', name: 'Amir Haddad' }] },
    ],
  }),
  catalogue: documentSchemas.catalogue.parse({
    services: [
      { id: 'wifi', name: 'Wi-Fi', owner: 'network', dependsOn: ['core'] },
      { id: 'core', name: 'Core network', owner: 'network' },
      { id: 'email', name: 'Email' },
    ],
    categories: [
      { id: 'outage', name: 'It does not work' },
      { id: 'question', name: 'A question' },
    ],
  }),
  calendars: documentSchemas.calendars.parse({
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: { zone: 'Europe/Berlin', weekly: { mon: [['09:00', '17:00']] } },
      },
    ],
  }),
  'sla-policies': documentSchemas['sla-policies'].parse({
    policies: [
      {
        id: 'network',
        name: 'Network',
        when: { service: ['wifi', 'core'], priority: ['P1'] },
        calendar: 'office',
        targets: { response: 600_000 },
      },
      { id: 'default', name: 'All others' },
    ],
  }),
  'escalation-policies': documentSchemas['escalation-policies'].parse({
    policies: [
      {
        id: 'urgent',
        name: 'Urgent',
        when: { priority: ['P1', 'P2'] },
        steps: [
          {
            after: { target: 'response', percent: 50 },
            actions: [{ action: 'notify', whom: 'managers', team: 'desk' }],
          },
          {
            after: { target: 'resolution', beforeDueMs: 3_600_000 },
            actions: [{ action: 'reassign', team: 'network' }, { action: 'raise' }],
          },
        ],
      },
    ],
  }),
  'routing-rules': documentSchemas['routing-rules'].parse({
    rules: [
      {
        id: 'wifi',
        name: 'Wi-Fi',
        when: { text: ['wifi'], category: ['outage'] },
        route: { team: 'network', category: 'outage', assign: 'round-robin' },
      },
    ],
  }),
};

export const rules = rulesOf(documents);

export function changed<Kind extends DocumentKind>(
  kind: Kind,
  change: (draft: Documents[Kind]) => void,
): Documents[Kind] {
  const draft = structuredClone(documents[kind]);
  change(draft);
  return draft;
}

/** A part that the sample above surely has. */
export function the<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the sample has no such part');
  return part;
}

export const officeHours = (change: object): Calendars =>
  ({
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: {
          zone: 'Europe/Berlin',
          weekly: { mon: [['09:00', '17:00']] },
          holidays: [],
          extra: [],
          ...change,
        },
      },
    ],
  }) as Calendars;

export const configured = () => testKit({ configuration: documents });

/** How far the log has come, as the desk is told. */
export async function headOf(as: ReturnType<typeof testKit>['as']): Promise<number> {
  return (await as(grace).incidents.list.query({ limit: 1 })).seq;
}

/** A draft as it would be sent; that it fits its kind is what the server has to find out. */
export const draftOf = (kind: DocumentKind, document: unknown, basedOn = 1) =>
  ({ kind, basedOn, document }) as never;
