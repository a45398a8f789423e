/** The messages of `<incident-list>`; those of its queue are in `incident-queue`. */
export const messages = {
  heading: 'Your reports',
  loading: 'Loading your reports',
  /** How a report stands, for whoever made it. */
  categories: {
    new: 'Received',
    active: 'In the works',
    waiting: 'Waiting',
    resolved: 'Solved',
    closed: 'Closed',
  },
  /** The same by the id of a status, where its name is the desk's own. */
  statuses: { 'waiting-reporter': 'Waiting for you', cancelled: 'Withdrawn' },
  reported: (date: string) => `Reported ${date}`,
  aimToAnswer: (when: string) => `We aim to answer by ${when}`,
  aimToSolve: (when: string) => `We aim to solve it by ${when}`,
  late: (when: string) => `Taking longer than we aimed for (${when})`,
  isItFixed: 'Please say whether it is fixed',
  replied: 'You have written since; we look at it again',
  more: 'Show more',
  loadingMore: 'Loading…',

  empty: 'You have reported nothing yet.',
  emptyHint: 'What you report appears here, with how it stands.',
  offline:
    'There is no connection to the server. This is how it stood last; news appears when it is back.',
  failed: 'The list could not be loaded.',
  retry: 'Try again',
  notConfigured: 'This list is not set up yet.',
  notLive: 'This list is no longer live. Reload the page for news.',
};

export type IncidentListMessages = typeof messages;
