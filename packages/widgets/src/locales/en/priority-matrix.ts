/** The messages of `<priority-matrix>` to whoever reads it. */
export const messages = {
  heading: 'Priority matrix',
  versionBy: (version: number, name: string, when: string) =>
    `Version ${version}, published by ${name}, ${when}`,
  versionAt: (version: number, when: string) => `Version ${version}, published ${when}`,
  loading: 'Loading the matrix',
  impact: 'Impact',
  urgency: 'Urgency',
  /** What a cell is of, read before its priority. */
  cellHead: (impact: string, urgency: string) => `${impact} impact, ${urgency} urgency:`,
  hole: 'Choose one',

  legend: 'Priorities and their targets',
  priority: 'Priority',
  response: 'Response',
  resolution: 'Resolution',
  noTarget: 'No target',

  /** Heard in the cell of an incident, where its number is seen. */
  isHere: (incident: string) => `${incident} is here`,
  levelsOf: (incident: string, impact: string, urgency: string) =>
    `${incident} has ${impact} impact and ${urgency} urgency`,
  decided: (levels: string, priority: string) => `${levels}: ${priority}.`,
  byHand: (levels: string, priority: string) =>
    `${levels}. Its priority was set to ${priority} by hand.`,
  decidedBefore: (levels: string, priority: string, version: number, now: string) =>
    `${levels}. Version ${version} made it ${priority}; today it would be ${now}.`,
  impactOf: (name: string) => `the impact “${name}”`,
  urgencyOf: (name: string) => `the urgency “${name}”`,
  levelGone: (incident: string, level: string, priority: string) =>
    `${incident} has ${level}, which this matrix does not have. It keeps ${priority}.`,

  howTo: 'Choose a cell to change its priority, or drag over several.',
  edit: 'Edit levels and priorities',
  editDone: 'Close levels and priorities',
  versions: 'Versions',
  versionsDone: 'Close versions',

  notLive: 'This matrix is no longer live. Reload the page for news.',
  offline: 'There is no connection to the server. This is the matrix as it stood last.',
  failed: 'The matrix could not be loaded.',
  editorFailed:
    'What it takes to change the matrix could not be loaded. It is tried again by itself.',
  retry: 'Try again',
  notConfigured: 'This matrix is not set up yet.',
};

export type PriorityMatrixMessages = typeof messages;
