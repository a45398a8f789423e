/** What `<incident-timeline>` says to the desk of problems that its incident belongs to, and of its review. */
export const messages = {
  heading: 'Known of this incident',
  states: {
    open: 'Problem',
    'known-error': 'Known error',
    resolved: 'Resolved problem',
    closed: 'Closed problem',
  },
  cause: 'Cause:',
  workaround: 'Workaround:',
  /** The incidents that are like this one belong to it. */
  maybe: (incidents: readonly string[]) => `It may be the same as ${incidents.join(', ')}.`,
  asksFor: (why: string) => `It is over, and is to be reviewed: ${why}.`,
  why: {
    priority: 'its priority',
    missed: 'it missed its target of resolution',
    affected: 'many have it',
    reopened: 'it was reopened',
    'by-hand': 'somebody asked for it',
  },
  ask: 'Flag for review',
  decline: 'Not needed',
  asked: 'It is flagged for review.',
  writing: 'Its review is being written.',
  finished: 'It was reviewed.',
  openReview: 'Open the review',
  declined: 'It needs no review.',
};

export type TimelineKnownMessages = typeof messages;
