const count = (n: number, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${n.toLocaleString('en')} ${many}`;

/** The messages of `<problem-list>`. */
export const messages = {
  heading: 'Problems',
  loading: 'Loading problems',
  refresh: 'Refresh',

  hints: 'What seems to keep coming back',
  rules: {
    'more-than-usual': (where: string) => `More than usual: ${where}`,
    'same-words': (words: string) => `The same words: ${words}`,
    reopened: (where: string) => `Reopened again and again: ${where}`,
  },
  nowhere: 'no service',
  seen: {
    'more-than-usual': (seen: number, expected: string, days: number) =>
      `${count(seen, 'incident', 'incidents')} in the last ${days} days, ${expected} expected from before.`,
    'same-words': (seen: number, expected: string, days: number) =>
      `${count(seen, 'incident', 'incidents')} in the last ${days} days, ${expected} expected from before.`,
    reopened: (seen: number, expected: string, days: number) =>
      `${count(seen, 'incident was', 'incidents were')} reopened in the last ${days} days, ${expected} expected as of the others.`,
  },
  /** How seldom that is if nothing keeps coming back. */
  byChance: (times: string) => `By chance that is seen once in ${times} looks.`,
  lost: (hours: string) => `From report to resolution, altogether: ${hours}.`,
  incidents: (n: number) => `Show ${count(n, 'incident', 'incidents')}`,
  noHints: (tested: number, chance: string) =>
    `Nothing seems to keep coming back. ${count(tested, 'thing was', 'things were')} compared with before; when nothing does, at most ${chance} of looks tell something.`,
  tooEarly:
    'Hints begin once there are eight weeks of history: only then can be said what is usual.',
  open: 'Open a problem',
  dismiss: 'Dismiss',
  actionOf: (action: string, what: string) => `${action}: ${what}`,
  opens: 'Its incidents are linked to the problem, and the hint is gone until that is closed.',
  rests: 'It rests for 30 days. Whoever looks later reads why.',
  title: 'Title',
  reason: 'Reason',
  sending: 'Sending…',
  cancel: 'Cancel',
  askToDiscard: 'Discard what you wrote?',
  discard: 'Discard',
  goOn: 'Go on',
  dismissed: 'It was dismissed.',
  opened: (problem: string) => `${problem} was opened.`,
  resting: (n: number) => `${count(n, 'hint rests', 'hints rest')}`,
  restsUntil: (until: string, by: string) => `until ${until}, dismissed by ${by}`,
  somebody: 'somebody',

  records: 'Problem records',
  show: 'Which problems are shown',
  filters: { open: 'Open', known: 'Known errors', over: 'Resolved' },
  states: {
    open: 'Open',
    'known-error': 'Known error',
    resolved: 'Resolved',
    closed: 'Closed',
  },
  linked: (n: number) => count(n, 'incident', 'incidents'),
  changed: (when: string) => `changed ${when}`,
  none: {
    open: 'No problem is open.',
    known: 'No error is known.',
    over: 'No problem is resolved yet.',
  },
  more: 'Show older ones',
  create: 'New problem',

  offline: 'There is no connection to the server. This is how things stood last.',
  failed: 'Problems could not be loaded.',
  retry: 'Try again',
  notConfigured: 'Problems are not set up on this page yet.',
};

export type ProblemListMessages = typeof messages;
