import type { Transition, Workflow } from './workflow.ts';

const waiting = ['waiting-reporter', 'waiting-vendor', 'waiting-change', 'waiting-problem'];
const open = ['new', 'in-progress', ...waiting];

const step = (from: string, to: string, requires: Transition['requires'] = []): Transition => ({
  from,
  to,
  requires,
});

/** The workflow that a kit starts with. */
export const defaultWorkflow: Workflow = {
  statuses: [
    { id: 'new', name: 'New', category: 'new' },
    { id: 'in-progress', name: 'In progress', category: 'active' },
    {
      id: 'waiting-reporter',
      name: 'Waiting for reporter',
      category: 'waiting',
      resumesOnReply: true,
    },
    { id: 'waiting-vendor', name: 'Waiting for vendor', category: 'waiting' },
    { id: 'waiting-change', name: 'Waiting for change', category: 'waiting' },
    { id: 'waiting-problem', name: 'Waiting for problem', category: 'waiting' },
    { id: 'resolved', name: 'Resolved', category: 'resolved' },
    { id: 'closed', name: 'Closed', category: 'closed' },
    { id: 'cancelled', name: 'Cancelled', category: 'closed' },
  ],
  initial: 'new',
  actions: {
    acknowledge: 'in-progress',
    resume: 'in-progress',
    resolve: 'resolved',
    reopen: 'in-progress',
    close: 'closed',
    cancel: 'cancelled',
  },
  transitions: [
    step('new', 'in-progress'),
    ...['new', 'in-progress'].flatMap((from) => waiting.map((to) => step(from, to, ['reason']))),
    ...waiting.map((from) => step(from, 'in-progress')),
    ...waiting.flatMap((from) =>
      waiting.filter((to) => to !== from).map((to) => step(from, to, ['reason'])),
    ),
    ...open.map((from) => step(from, 'resolved')),
    ...open.map((from) => step(from, 'cancelled', ['reason'])),
    step('resolved', 'in-progress', ['reason']),
    step('resolved', 'closed'),
  ],
  closeAfterMs: 72 * 3_600_000,
};
