const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** What `<priority-matrix>` says to whoever changes it. */
export const messages = {
  selected: (cells: number) => `${cells} cells are selected`,
  listLabel: (impact: string, urgency: string) =>
    `Priority for ${impact} impact with ${urgency} urgency`,
  listOfSelected: (cells: number) => `Priority for ${cells} cells`,
  changedFrom: (was: string | null) => `changed, was ${was ?? 'empty'}`,
  /** Seen in a cell that is less pressing than a neighbour of less impact or urgency. */
  warned: 'out of order',
  differs: 'differs',
  noPriority: 'none',

  cell: (impact: string, urgency: string) => `${impact} impact × ${urgency} urgency`,
  priorityOf: (name: string) => `Priority ${name}`,
  impactOf: (name: string) => `${name} impact`,
  urgencyOf: (name: string) => `${name} urgency`,
  priorities: 'Priorities',
  name: 'Name',
  color: 'Colour',
  everyday: 'How the report form says it',
  fieldOf: (id: string, field: string) => `${id}, ${field}`,
  fromTo: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,
  added: (what: string) => `${what} is new`,
  removed: (what: string, cells: number) => `${what} goes, with ${count(cells, 'cell', 'cells')}`,
  removedPriority: (what: string, cells: number) =>
    cells === 0
      ? `${what} goes`
      : `${what} goes; ${count(cells, 'cell gets', 'cells get')} another`,
  incidentsKeep: 'Incidents that have it keep their priority.',
  usedBy: (incidents: number) =>
    incidents === 0
      ? 'No open incident has it.'
      : `${count(incidents, 'open incident has', 'open incidents have')} it.`,
  references: {
    'sla-policies': (name: string) => `the SLA policy “${name}”`,
    'escalation-policies': (name: string) => `the escalation policy “${name}”`,
    'routing-rules': (name: string) => `the routing rule “${name}”`,
    views: (name: string) => `the view “${name}”`,
    site: (name: string) => `the report form of “${name}”`,
  },
  namedBy: (names: string[]) => `Named by ${names.join(', ')}.`,
  namedFirst:
    'Policies and rules have to do without it before a matrix without it can be published.',
  usageUnknown: 'Which incidents have it could not be asked just now.',
  reordered: (what: string, order: string) => `${what}, new order: ${order}`,
  changes: (cells: number, others: number) =>
    [
      cells > 0 && count(cells, 'cell changes', 'cells change'),
      others > 0 && count(others, 'setting changes', 'settings change'),
    ]
      .filter(Boolean)
      .join(', '),
  undo: 'Undo',
  redo: 'Redo',
  undoOf: (what: string) => `Undo: ${what}`,
  discard: 'Discard all',
  changesLabel: 'What would change',
  tryOpen: 'Try it on past incidents',
  tryClose: 'Hide past incidents',
  reason: 'Why? (optional)',
  reasonHint: 'Kept with the version, for whoever asks later.',
  publish: 'Publish',
  publishing: 'Publishing…',
  published: (version: number) => `Version ${version} is in force. It applies to the next report.`,
  restored: (version: number) =>
    `Version ${version} is your draft now. It is in force when you publish it; undo brings back what you had.`,
  holes: 'Every cell needs a priority before this can be published.',
  showHole: 'Go to the empty cell',
  warning: (cell: string, neighbour: string) => `${cell} is less pressing than ${neighbour}.`,
  warningsInForce: 'Some cells are out of order.',
  warnings: 'Check the order. You can publish it all the same.',
  acknowledge: (pairs: number) =>
    pairs === 1
      ? 'I have seen that a cell is out of order, and want it so.'
      : `I have seen that ${pairs} pairs of cells are out of order, and want them so.`,

  partFailed: 'This part could not be loaded. It is tried again by itself.',

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
};

export type MatrixEditorMessages = typeof messages;
