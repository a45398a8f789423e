const incidents = (n: number) => (n === 1 ? '1 incident' : `${n.toLocaleString('en')} incidents`);
const times = (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'time' : 'times'}`;

/** The messages of `<process-map>`. */
export const messages = {
  heading: 'Where time goes',
  loading: 'Loading where time goes',

  tools: 'What is counted',
  by: 'Map of',
  kinds: { stage: 'Stages', team: 'Teams' },
  period: 'Period',
  lastDays: (days: number) => (days === 365 ? 'Last 12 months' : `Last ${days} days`),
  filters: { service: 'Service', team: 'Team', priority: 'Priority', category: 'Category' },
  all: 'All',
  /** Of what it is that is shown; `period` is one of `lastDays`. */
  dates: (period: string, from: string, to: string) => `${period} (${from} to ${to})`,

  resolvedIncidents: (n: number, total: string) => `${incidents(n)} resolved, ${total} altogether.`,
  open: (n: number) => `${incidents(n)} still open: not counted yet.`,
  wallClock: 'Times are those of the clock on the wall, nights and weekends included.',
  beforeData: 'The period begins before the first incident: what is missing then is not counted.',
  reading: (share: string) => `The log is being read for the first time: ${share} so far.`,

  map: 'Stages and moves',
  reported: 'Reported',
  resolved: 'Resolved for good',
  noTeam: 'No team',
  unknown: 'Not known',
  /** `median`: how long one stay took. */
  node: (n: number, median: string) => `${incidents(n)}, median ${median}`,
  move: (from: string, to: string) => `${from} → ${to}`,
  moveTimes: (move: string, count: number) => `${move}: ${times(count)}`,
  /** `back`: how many moves led to where an incident had been before. */
  sentence: (n: number, total: string, longest: string, back: number) =>
    `Where the time of ${incidents(n)} went, ${total} altogether: ${longest}. ${
      back === 0
        ? 'None moved back.'
        : back === 1
          ? 'One move led back.'
          : `${back.toLocaleString('en')} moves led back.`
    }`,
  notAll: 'The map has what is most frequent. The tables have everything.',

  asTable: 'As tables',
  nodes: { stage: 'Stages', team: 'Teams' },
  nodeHead: { stage: 'Stage', team: 'Team' },
  moves: 'Moves',
  incidentsHead: 'Incidents',
  visits: 'Stays',
  median: 'Median',
  interval: '90% sure',
  range: (low: string, high: string) => `${low} to ${high}`,
  tooFew: 'Too few',
  p90: 'Nine of ten within',
  mean: 'Mean',
  total: 'Altogether',
  share: 'Share',
  from: 'From',
  to: 'To',
  times: 'Times',
  back: 'Of these back',

  backAndForth: 'Lost going back and forth between teams',
  noneLost: 'No incident went to another team and came back.',
  ofAll: (share: string) => `${share} of all the time`,
  lostEach: (median: string, p90: string) =>
    `Of the incidents that did, half lost no more than ${median}, nine of ten no more than ${p90}.`,
  pairs: 'Pairs of teams',
  pair: 'Between',
  lost: 'Lost',
  between: (one: string, other: string) => `${one} ↔ ${other}`,
  lostMeans: 'From when a team gave an incident away until it got it back; each stay counts once.',

  incidents,
  incidentsOf: (n: number, what: string) => `${what}: ${incidents(n)}`,
  behind: (what: string) => `Behind it: ${what}`,
  shown: (shown: number, total: number) =>
    `${shown.toLocaleString('en')} of ${total.toLocaleString('en')}`,
  behindFailed: 'The incidents could not be loaded.',
  more: 'Show more',
  close: 'Close',

  none: 'Nothing was resolved in this time.',
  offline: 'There is no connection to the server. This is how it stood last.',
  failed: 'Where time goes could not be loaded.',
  loadingOther: 'Loading what you chose …',
  /** `of` is made of `dates` and the filters. */
  stillOf: (of: string) => `What is shown is still of: ${of}.`,
  retry: 'Try again',
  notConfigured: 'The map is not set up on this page yet.',
};

export type ProcessMapMessages = typeof messages;
