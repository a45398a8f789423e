/** What `<incident-report>` says of reports that are like the one that is being written. */
export const messages = {
  heading: 'This may be known already',
  reported: (day: string) => `reported ${day}`,
  /** Before what was written when it was resolved. */
  ended: 'How it ended:',
};

export type ReportSimilarMessages = typeof messages;
