/** The messages of `<service-objectives>`. */
export const messages = {
  heading: 'Objectives',
  loading: 'Loading the objectives',
  states: {
    'on-track': 'On track',
    noted: 'Burns faster than it lasts',
    burning: 'Burns too fast',
    'used-up': 'Budget used up',
    'too-few': 'Too few events',
  },

  aims: {
    measurements: (target: string, days: string) => `${target} good over ${days}`,
    incidents: (target: string, days: string, priority: string) =>
      `${target} of ${days} without an open incident of priority ${priority} or higher`,
  },

  left: (share: string) => `${share} of the error budget is left`,
  overdrawn: (share: string) => `The error budget is overdrawn by ${share}`,
  timeUsed: (used: string, allowed: string) => `${used} of ${allowed} used`,
  /** @param count - how many are allowed, for the plural */
  eventsUsed: (used: string, allowed: string, count: number) =>
    `${used} of ${allowed} ${count === 1 ? 'event' : 'events'} used`,
  achieved: (share: string) => `${share} good`,
  tooFew: 'Fewer than ten events were counted. That is too few to say how it stands.',

  rates: 'How fast the budget burns',
  over: (long: string, short: string) => `Over ${long} and ${short}`,
  times: (number: string) => `${number}×`,
  few: 'too few',
  from: {
    fast: (rate: string) => `Alert from ${rate}`,
    slow: (rate: string) => `Alert from ${rate}`,
    steady: (rate: string) => `Note from ${rate}`,
  },
  burns: {
    fast: (rate: string, span: string, since: string) =>
      `It burns too fast since ${since}: ${rate} as fast as it may, over ${span}.`,
    slow: (rate: string, span: string, since: string) =>
      `It burns too fast since ${since}: ${rate} as fast as it may, over ${span}.`,
    steady: (rate: string, span: string, since: string) =>
      `It burns faster than it lasts since ${since}: ${rate} as fast as it may, over ${span}.`,
  },
  calm: (rate: string, span: string) =>
    `Over the last ${span} it burned ${rate} as fast as it may.`,
  unused: (span: string) => `Nothing of it was used over the last ${span}.`,
  calmTooFew: 'Lately there were too few events to say how fast it burns.',
  incident: 'Incident',
  past: 'When it burned too fast',

  /** What the chart shows, for whom it is not drawn. */
  chart: (what: string, from: string, to: string, left: string) =>
    `${what}: what was left of the error budget from ${from} to ${to}. It is ${left} now.`,
  even: 'Dashed: used evenly',
  table: 'Show as table',

  none: 'No objectives are shown here.',
  add: 'Add an objective',
  acts: { edit: 'Edit', remove: 'Remove' },
  actOf: (act: string, objective: string) => `${act}: ${objective}`,
  offline: 'There is no connection to the server. This is how things stood last.',
  failed: 'The objectives could not be loaded.',
  retry: 'Try again',
  notConfigured: 'Objectives are not set up on this page yet.',
};

export type ServiceObjectivesMessages = typeof messages;
