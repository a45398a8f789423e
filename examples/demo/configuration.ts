import type { IncidentKitOptions } from '@incident-kit/server';
// From its source, as all of this is read before anything is built.
import { defaultWorkflow } from '../../packages/server/src/domain/workflow/default-workflow.ts';
import { catalogue } from './catalogue.ts';
import { amir, grace, type Person, tomas } from './people.ts';

const minute = 60_000;

const member = ({ id, name }: Person) => ({ id, name });

const teams = {
  teams: [
    {
      id: 'service-desk',
      name: 'Service desk',
      tier: 1,
      members: [grace, tomas].map(member),
      managers: [member(amir)],
      escalatesTo: 'platform',
    },
    { id: 'workplace', name: 'Workplace and network', tier: 2, members: [member(tomas)] },
    {
      id: 'platform',
      name: 'Shop and platform',
      tier: 2,
      members: [member(grace)],
      managers: [member(amir)],
    },
  ],
};

/** Veldmoor's office; what is not pressing is looked after while it is open. */
const calendars = {
  calendars: [
    {
      id: 'office',
      name: 'Office hours',
      calendar: {
        zone: 'Europe/Amsterdam',
        weekly: {
          mon: [['08:00', '18:00']],
          tue: [['08:00', '18:00']],
          wed: [['08:00', '18:00']],
          thu: [['08:00', '18:00']],
          fri: [['08:00', '17:00']],
        },
        holidays: [
          { date: '2026-12-25', name: 'Christmas Day' },
          { date: '2027-01-01', name: 'New Year’s Day' },
          { date: '2027-04-27', name: 'King’s Day' },
        ],
        extra: [],
      },
    },
  ],
};

/** How Veldmoor's desk works, as it was set up on its first day. */
export const configuration: IncidentKitOptions['configuration'] = {
  // Whatever was critical, or took longer than was promised, is looked at again.
  workflow: { ...defaultWorkflow, reviews: { priorities: ['P1'], missed: true } },
  catalogue,
  teams,
  calendars,
  'sla-policies': {
    policies: [
      { id: 'low', name: 'What can wait', when: { priority: ['P4'] }, calendar: 'office' },
      { id: 'all', name: 'Everything else, around the clock' },
    ],
  },
  'routing-rules': {
    rules: [
      {
        id: 'security',
        name: 'Anything suspicious',
        when: { category: ['security'] },
        route: { team: 'service-desk' },
      },
      {
        id: 'printers',
        name: 'Printers and scanners',
        when: { text: ['printer', 'scanner'] },
        route: { team: 'workplace', assign: 'least-loaded' },
      },
    ],
  },
  'escalation-policies': {
    policies: [
      {
        id: 'critical',
        name: 'Critical incidents',
        when: { priority: ['P1'] },
        stopOn: 'resolve',
        steps: [
          {
            after: { target: 'response', percent: 60 },
            actions: [{ action: 'notify', whom: 'team' }],
          },
          {
            after: { target: 'resolution', beforeDueMs: 90 * minute },
            actions: [{ action: 'raise' }],
          },
        ],
      },
    ],
  },
};
