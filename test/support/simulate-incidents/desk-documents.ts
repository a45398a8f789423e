import {
  type Documents,
  defaultDocuments,
  type Team,
} from '../../../packages/server/src/domain/index.ts';

const hour = 3_600_000;
const office = ['08:00', '18:00'] satisfies [string, string];
const people = ['Ada', 'Ben', 'Cem', 'Dora', 'Eva', 'Finn'];

const teams: Team[] = [
  'desk',
  'network',
  'clients',
  'mail',
  'accounts',
  'business',
  'security',
  'sites',
].map((id, index) => ({
  id,
  name: `Team ${id}`,
  tier: index === 0 ? 1 : 2,
  members: people.map((name) => ({
    id: `${id}-${name.toLowerCase()}`,
    name: `${name} of ${id}`,
    available: true,
  })),
  managers: [{ id: `${id}-lead`, name: `Lead of ${id}` }],
  escalatesTo: index === 0 ? 'network' : null,
}));

const services = Array.from({ length: 24 }, (_, index) => ({
  id: `service-${index + 1}`,
  name: `Service ${index + 1}`,
  owner: teams[index % teams.length]?.id ?? null,
  tier: (index % 4) + 1,
  dependsOn: [],
}));

const date = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);

/** A desk of eight teams and 24 services, a third of which are looked after in office hours only. */
export const deskDocuments: Documents = {
  ...defaultDocuments,
  catalogue: { ...defaultDocuments.catalogue, services },
  teams: { teams },
  calendars: {
    calendars: [
      {
        id: 'office',
        name: 'Office hours',
        calendar: {
          zone: 'Europe/Berlin',
          weekly: { mon: [office], tue: [office], wed: [office], thu: [office], fri: [office] },
          holidays: [0, 92, 120, 275, 358, 359].map((day) => ({
            date: date(day),
            name: 'Holiday',
          })),
          extra: [],
        },
      },
    ],
  },
  'sla-policies': {
    policies: [
      {
        ...firstOf(defaultDocuments['sla-policies'].policies),
        id: 'office',
        name: 'In office hours',
        when: { service: services.filter((_, index) => index % 3 === 0).map((each) => each.id) },
        calendar: 'office',
      },
      ...defaultDocuments['sla-policies'].policies,
    ],
  },
  workflow: { ...defaultDocuments.workflow, closeAfterMs: 7 * 24 * hour },
  'escalation-policies': {
    policies: [
      {
        id: 'urgent',
        name: 'Whatever is urgent',
        when: { priority: ['P1', 'P2'] },
        stopOn: 'resolve',
        steps: [
          {
            after: { target: 'resolution', percent: 90 },
            actions: [{ action: 'notify', whom: 'team' }],
            repeat: null,
          },
          {
            after: { target: 'resolution', afterDueMs: hour },
            actions: [{ action: 'raise' }],
            repeat: null,
          },
        ],
      },
    ],
  },
  'routing-rules': {
    rules: [
      {
        id: 'suspicious',
        name: 'Suspicious',
        when: { category: ['security'] },
        route: { team: 'security', assign: 'least-loaded' },
      },
      {
        id: 'passwords',
        name: 'Passwords',
        when: { text: ['password'] },
        route: { team: 'accounts', assign: 'round-robin' },
      },
    ],
  },
};

function firstOf<T>(items: readonly T[]): T {
  const [first] = items;
  if (first === undefined) throw new Error('There is nothing.');
  return first;
}
