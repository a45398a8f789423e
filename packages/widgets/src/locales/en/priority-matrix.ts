const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** The messages of `<priority-matrix>`. */
export const messages = {
  heading: 'Priority matrix',
  version: (version: number) => `Version ${version}`,
  versionBy: (version: number, name: string, when: string) =>
    `Version ${version}, published by ${name}, ${when}`,
  versionAt: (version: number, when: string) => `Version ${version}, published ${when}`,
  loading: 'Loading the matrix',
  impact: 'Impact',
  urgency: 'Urgency',
  impactOf: (level: string) => `${level} impact`,
  urgencyOf: (level: string) => `${level} urgency`,
  /** What a cell is of, read before its priority. */
  cellHead: (impact: string, urgency: string) => `${impact} impact, ${urgency} urgency:`,
  hole: 'Choose one',
  noPriority: 'none',
  changedFrom: (was: string | null) => `changed, was ${was ?? 'empty'}`,
  warned: 'less pressing than a neighbour',
  differs: 'differs',
  howTo: 'Choose a cell to change its priority.',
  listLabel: (impact: string, urgency: string) =>
    `Priority for ${impact} impact with ${urgency} urgency`,

  legend: 'Priorities and their targets',
  priority: 'Priority',
  response: 'Response',
  resolution: 'Resolution',
  noTarget: 'No target',

  cell: (impact: string, urgency: string) => `${impact} impact × ${urgency} urgency`,
  fieldOf: (id: string, field: string) => `${id}, ${field}`,
  fromTo: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,
  changes: (cells: number, others: number) =>
    [
      cells > 0 && count(cells, 'cell changes', 'cells change'),
      others > 0 && count(others, 'setting changes', 'settings change'),
    ]
      .filter(Boolean)
      .join(', '),
  undo: 'Undo',
  undoOf: (what: string) => `Undo: ${what}`,
  discard: 'Discard all',
  reason: 'Why? (optional)',
  reasonHint: 'Kept with the version, for whoever asks later.',
  publish: 'Publish',
  publishing: 'Publishing…',
  published: (version: number) => `Version ${version} is in force. It applies to the next report.`,
  holes: 'Every cell needs a priority before this can be published.',
  warning: (cell: string, neighbour: string) => `${cell} is less pressing than ${neighbour}.`,
  warnings: 'Check the order. You can publish it all the same.',

  edit: 'Edit names and targets',
  editDone: 'Close names and targets',
  priorities: 'Priorities',
  /** What a field among others of its kind is called; begins as what is written above it. */
  labelOf: (field: string, of: string) => `${field} of ${of}`,
  name: 'Name',
  color: 'Colour',
  everyday: 'How the report form says it',
  everydayOf: (level: string) => `How the report form says it: ${level}`,
  minutes: 'minutes',
  hours: 'hours',
  unitOf: (target: string) => `${target}, unit`,

  newer: (theirs: number, mine: number) =>
    `Version ${theirs} was published while you were editing version ${mine}. Your changes are still here.`,
  compare: 'Compare',
  conflict: 'Somebody published another matrix while you were editing.',
  theirs: (version: number, name: string | null) =>
    name ? `Theirs: version ${version}, by ${name}` : `Theirs: version ${version}`,
  mine: (version: number) => `Yours, from version ${version}`,
  differing: (cells: number) =>
    cells === 0 ? 'No cell differs.' : count(cells, 'cell differs.', 'cells differ.'),
  keepMine: 'Keep mine on top of theirs',
  discardMine: 'Discard mine',

  notLive: 'This matrix is no longer live. Reload the page for news.',
  offline: 'There is no connection to the server. This is the matrix as it stood last.',
  failed: 'The matrix could not be loaded.',
  retry: 'Try again',
  notConfigured: 'This matrix is not set up yet.',
};

export type PriorityMatrixMessages = typeof messages;
