/** What `<service-objectives>` says of an objective once somebody opens that. */
export const messages = {
  tableOf: (what: string) => `${what}: what was left of the error budget, as a table`,
  at: 'Time',
  leftThen: 'Left of the budget',

  pastLoading: 'Loading when it burned too fast',
  pastFailed: 'When it burned too fast could not be loaded.',
  pastOf: (what: string) => `${what}: when its budget burned too fast`,
  began: 'Began',
  lasted: 'Lasted',
  /** @param span - how long it lasts by now */
  soFar: (span: string) => `${span} so far`,
  howFast: 'How fast, over both windows',
  kinds: { fast: 'Alert', slow: 'Alert', steady: 'Note' },
  earlier: 'Show earlier ones',
  noEpisodes: 'Not once, as far back as is kept.',
};

export type ObjectiveDetailsMessages = typeof messages;
