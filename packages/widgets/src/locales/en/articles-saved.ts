/** What `<knowledge-search>` says to the desk of what articles have saved. Numbers come as they are said, `n` for the plural. */
export const messages = {
  loadingSaved: 'Loading what articles have saved',
  failedSaved: 'What articles have saved could not be loaded.',

  period: 'Period',
  lastDays: (days: number) => `Last ${days} days`,
  dates: (from: string, to: string) => `${from} to ${to}`,

  saved: 'Reports saved',
  savedBy: 'by “This solved it” below an article',
  uses: 'Incidents resolved',
  usesBy: 'that are linked to an article',
  votes: 'Found helpful',
  votesOf: (helpful: string, votes: string, n: number) =>
    n === 1 ? `${helpful} of 1 vote, of all time` : `${helpful} of ${votes} votes, of all time`,
  noVotes: 'Nobody has voted yet',
  toReview: 'To be reviewed',
  toReviewOf: (validated: string, n: number) =>
    n === 1 ? 'of 1 validated article' : `of ${validated} validated articles`,
  /** How many articles there are of which nothing else, e.g. “Draft: 3”. */
  counted: (what: string, count: string) => `${what}: ${count}`,

  helpedMost: 'What helped most',
  times: (count: string, n: number) => (n === 1 ? 'once' : `${count} times`),
  resolvedAndSaved: (uses: string, saved: string) => `resolved ${uses}, saved ${saved}`,
  noneHelped: 'No article helped in this time yet.',
  howToHelp:
    'One has helped when somebody says “This solved it” below it, or when an incident that it is linked to is resolved. Link articles to incidents before you resolve them, or choose a longer period.',
};

export type ArticlesSavedMessages = typeof messages;
