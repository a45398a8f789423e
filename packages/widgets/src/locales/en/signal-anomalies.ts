const rarest = 1_000_000;

/** The messages of `<signal-anomalies>`. */
export const messages = {
  heading: 'What is unusual',
  loading: 'Loading what is unusual',
  refresh: 'Refresh',
  now: 'Now',
  past: 'Before',
  states: {
    proposed: 'To be decided',
    raised: 'Raised',
    dismissed: 'Dismissed',
    missed: 'Over, nobody decided',
  },

  unusuallyMany: {
    reports: (service: string) => `Unusually many reports of ${service}`,
    signals: (service: string) => `Unusually many alerts of ${service}`,
  },
  unusualNumber: (name: string) => `${name} is unusual`,
  count: (seen: string, expected: string, minutes: number) =>
    `There were ${seen} within ${minutes} minutes, and ${expected} were expected.`,
  number: (seen: string, expected: string) => `It is ${seen}, and ${expected} was expected.`,
  reasons: {
    'outside-of-anything-seen': 'Nothing like it has been seen before.',
    'far-from-forecast': 'It is much further from the forecast than it usually is.',
    'mean-has-moved': 'Its mean has moved away from where it has been.',
  },
  onceIn: (years: number) =>
    years > rarest
      ? 'By chance that happens less than once in a million years.'
      : `By chance that happens once in ${Math.floor(years).toLocaleString('en')} years.`,

  from: (source: string) => `from ${source}`,
  noticed: (when: string) => `noticed ${when}`,
  lastNoticed: (when: string) => `last ${when}`,
  over: (when: string) => `over since ${when}`,
  decidedBy: (who: string) => `decided by ${who}`,
  incident: 'Incident',

  /** What the chart shows, for whom it is not drawn. */
  chart: (what: string, from: string, to: string, last: string) =>
    `${what}: what was seen from ${from} to ${to}, before what is usual. ${last}`,
  last: (seen: string, usual: string) => `The last is ${seen}; usual is ${usual}.`,
  table: 'Show as table',
  tableOf: (what: string) => `${what}, as a table`,
  at: 'Time',
  until: 'Until',
  seen: 'Seen',
  usual: 'Usual',
  between: (low: string, high: string) => `${low} to ${high}`,
  unknown: 'not known yet',

  decisions: { raise: 'Raise an incident', dismiss: 'Dismiss' },
  decisionOf: (decision: string, what: string) => `${decision}: ${what}`,
  becomes: {
    raise: 'It becomes an alert, and what your rules make of alerts: as a rule an incident.',
    dismiss: 'Nobody is told of it until things were usual again.',
  },
  reason: 'Why (optional)',
  deciding: 'Sending…',
  cancel: 'Cancel',
  decided: { raise: 'It was raised.', dismiss: 'It was dismissed.' },

  more: 'Show older ones',
  none: (watched: number) =>
    `Nothing is unusual of ${watched === 1 ? 'the one thing that is' : `the ${watched.toLocaleString('en')} things that are`} watched.`,
  watchesNothing:
    'Nothing is watched yet. Name services and numbers under “anomalies” in the document “signals” to watch them.',
  offline: 'There is no connection to the server. This is how things stood last.',
  failed: 'What is unusual could not be loaded.',
  retry: 'Try again',
  notConfigured: 'What is unusual is not set up on this page yet.',
};

export type SignalAnomaliesMessages = typeof messages;
