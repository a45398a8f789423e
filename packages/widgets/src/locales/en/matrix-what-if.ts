const said = (n: number) => n.toLocaleString('en');
const count = (n: number, one: string, many: string) => `${said(n)} ${n === 1 ? one : many}`;

/** What `<priority-matrix>` says where a draft is tried on past incidents. */
export const messages = {
  heading: 'What it would have done',
  hint: 'Past incidents are gone through again as if your changes had been in force. Nothing is written, and nobody is told.',
  period: 'Reported in the last',
  days: (days: number) => (days === 365 ? 'year' : `${days} days`),
  start: 'Try',
  again: 'Try again',
  goOn: 'Go on',
  stop: 'Stop',
  filled: 'Every cell needs a priority before this can be tried.',
  progress: 'How far it is',
  progressOf: (done: number, all: number) =>
    `${said(done)} of ${count(all, 'incident', 'incidents')}`,
  stopped: (done: number, left: number) =>
    `It was stopped after ${count(done, 'incident', 'incidents')}, with ${said(left)} to go. What you see is of those.`,
  failed: (why: string) => `It did not come to its end. ${why}`,
  refused: (why: string) => `The server does not try this. ${why}`,
  outdated: 'You have changed the matrix since. This is of what it was before.',

  nothing: 'No incident was reported in this time. Choose a longer one.',
  same: (compared: number) =>
    compared === 1
      ? 'Nothing would be different for the 1 incident.'
      : `Nothing would be different for any of ${said(compared)} incidents.`,
  changed: (changed: number, compared: number) =>
    `${said(changed)} of ${count(compared, 'incident', 'incidents')} would be different.`,
  withdrawn: (n: number) =>
    `${count(n, 'cancelled incident or duplicate does', 'cancelled incidents and duplicates do')} not count.`,
  undecidable: {
    impact: (n: number, name: string) =>
      `${count(n, 'incident has', 'incidents have')} the impact “${name}”, which your matrix does not have: nobody knows what they would be.`,
    urgency: (n: number, name: string) =>
      `${count(n, 'incident has', 'incidents have')} the urgency “${name}”, which your matrix does not have: nobody knows what they would be.`,
    priority: (n: number, name: string) =>
      `${count(n, 'incident has', 'incidents have')} ${name} by hand, which your matrix does not have: nobody knows what they would be.`,
    calendar: (n: number, name: string) =>
      `${count(n, 'incident needs', 'incidents need')} the calendar “${name}”, which is not there: nobody knows what they would be.`,
  },

  priorities: 'Incidents by priority',
  missed: 'Missed targets',
  priority: 'Priority',
  target: 'Target',
  targets: { response: 'Response', resolution: 'Resolution', update: 'Update' },
  before: 'Was',
  after: 'Would be',
  difference: 'Difference',
  number: said,
  more: (n: number) => (n === 0 ? 'same' : n > 0 ? `+${said(n)}` : `−${said(-n)}`),

  which: 'Which incidents',
  filters: {
    all: (n: number) => `All ${said(n)}`,
    priority: (n: number) => `Another priority ${said(n)}`,
    missed: (n: number) => `Newly missed ${said(n)}`,
    met: (n: number) => `No longer missed ${said(n)}`,
  },
  list: 'Incidents that would be different',
  emptyFilter: 'None of them.',
  fromTo: (from: string, to: string) => `${from} → ${to}`,
  outcome: (target: string, from: string, to: string) => `${target}: ${from} → ${to}`,
  outcomes: { met: 'met', missed: 'missed', running: 'running', none: 'no target' },
  reported: (when: string) => `reported ${when}`,
  showMore: (n: number) => `Show ${said(n)} more`,
};

export type MatrixWhatIfMessages = typeof messages;
