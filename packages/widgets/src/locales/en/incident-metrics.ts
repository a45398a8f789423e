/** The messages of `<incident-metrics>`. */
export const messages = {
  heading: 'Figures',
  loading: 'Loading the figures',
  figures: {
    'time-to-acknowledge': 'Time to acknowledge',
    'time-to-first-response': 'Time to first response',
    'time-to-resolve': 'Time to resolve',
    'time-between-failures': 'Time between failures',
    'response-met': 'Answered in time',
    'resolution-met': 'Resolved in time',
    'update-met': 'Updated in time',
    created: 'Reported',
    resolved: 'Resolved',
    backlog: 'Open at the end',
    overdue: 'Overdue now',
    'breaching-soon': 'Due within 4 hours',
    reopened: 'Reopened',
    escalated: 'Escalated',
  } as Record<string, string>,

  tools: 'What is counted',
  period: 'Period',
  lastDays: (days: number) => (days === 365 ? 'Last 12 months' : `Last ${days} days`),
  filters: { service: 'Service', team: 'Team', priority: 'Priority', category: 'Category' },
  all: 'All',
  /** Of what it is that is shown; `period` is one of `lastDays`. */
  dates: (period: string, from: string, to: string) => `${period} (${from} to ${to})`,
  compare: 'Compare with the time before',
  save: 'Save as CSV',
  print: 'Print',
  groups: {
    times: 'How long it takes',
    kept: 'What was kept',
    work: 'How much there is',
    load: 'Who has how much',
  },

  /** Either may be null: then the data set no bound on that side. */
  interval: (low: string | null, high: string | null) =>
    low === null
      ? `90% sure: up to ${high}`
      : high === null
        ? `90% sure: ${low} or more`
        : `90% sure: ${low} to ${high}`,
  tooFew: 'Too few to say how sure that is',
  p90: (time: string) => `Nine of ten within ${time}`,
  mean: (time: string) => `Mean ${time}`,
  before: (value: string, n: string) => `Before: ${value} (of ${n})`,
  open: (n: number) =>
    n === 1 ? '1 is not there yet' : `${n.toLocaleString('en')} are not there yet`,
  trends: { up: '▲ higher than before', down: '▼ lower than before' },
  signals: {
    above: 'above what chance does',
    below: 'below what chance does',
    'run-above': 'one of eight in a row above the mean',
    'run-below': 'one of eight in a row below the mean',
  },
  /** `signals`: how many points are more than chance; null for too few to tell. */
  chart: (figure: string, from: string, to: string, signals: number | null) =>
    `${figure}, ${from} to ${to}. ${
      signals === null
        ? 'Too few points to tell a signal.'
        : signals === 0
          ? 'Nothing that is more than chance.'
          : signals === 1
            ? 'One point is more than chance.'
            : `${signals} points are more than chance.`
    }`,
  asTable: 'As a table',
  tableOf: (figure: string) => `${figure} as a table`,
  part: 'Part',
  valueHead: 'Value',
  countHead: 'Incidents',
  without: 'None',
  partial: 'not whole',

  ages: 'Open by age',
  /** `to` is null where there is no upper bound. */
  age: (from: number, to: number | null) =>
    to === null
      ? `${from} days or more`
      : from > 0
        ? `${from} to ${to} days`
        : `Under ${to === 1 ? '1 day' : `${to} days`}`,
  hours: 'When it is reported: hours of the week',
  teams: 'Load by team',
  people: 'Load by person',
  team: 'Team',
  person: 'Person',
  nobody: 'Nobody',
  openHead: 'Open',
  resolvedHead: 'Resolved in the period',

  backAndForth: 'Lost going back and forth between teams',
  noneLost: 'No incident went to another team and came back.',
  ofAll: (share: string) => `${share} of all the time that was needed`,
  lostEach: (median: string, p90: string) =>
    `Of the incidents that did, half lost no more than ${median}, nine of ten no more than ${p90}.`,
  lostMeans: 'From when a team gave an incident away until it got it back; each stay counts once.',
  pairs: 'Pairs of teams',
  pair: 'Between',
  lost: 'Lost',
  times: 'Times',
  incidentsHead: 'Incidents',
  between: (one: string, other: string) => `${one} ↔ ${other}`,
  noTeam: 'No team',

  incidents: (n: number) => (n === 1 ? '1 incident' : `${n.toLocaleString('en')} incidents`),
  /** What the button is called beside others of its name. */
  incidentsOf: (n: number, figure: string) =>
    `${figure}: ${n === 1 ? '1 incident' : `${n.toLocaleString('en')} incidents`}`,
  behind: (figure: string) => `Behind it: ${figure}`,
  shown: (shown: number, total: number) =>
    `${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  behindFailed: 'The incidents could not be loaded.',
  more: 'Show more',
  close: 'Close',

  beforeData: 'The period begins before the first incident: what is missing then is not counted.',
  none: 'Nothing was reported in this time.',
  offline: 'There is no connection to the server. These are the figures as they stood last.',
  failed: 'The figures could not be loaded.',
  loadingOther: 'Loading what you chose …',
  /** `of` is made of `dates` and the filters. */
  stillOf: (of: string) => `What is shown is still of: ${of}.`,
  retry: 'Try again',
  notConfigured: 'The figures are not set up on this page yet.',
};

export type IncidentMetricsMessages = typeof messages;
