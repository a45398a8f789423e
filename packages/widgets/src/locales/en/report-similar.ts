/** What `<incident-report>` says of reports that are like the one that is being written. */
export const messages = {
  heading: 'This may be known already',
  articles: 'This may help',
  read: 'Read it',
  reported: (day: string) => `reported ${day}`,
  /** Before what was written when it was resolved. */
  ended: 'How it ended:',
  solved: 'This solved it',
  failed: 'That could not be noted just now.',
  /** Brings back what was typed. */
  report: 'Report it all the same',
  /** Then: what was said of it is taken back by nobody. */
  back: 'What you typed is back. That something helped stays noted.',
  /** Once it was said, and what was typed is gone. */
  saved: 'Good. There is nothing to report, then.',
};

export type ReportSimilarMessages = typeof messages;
