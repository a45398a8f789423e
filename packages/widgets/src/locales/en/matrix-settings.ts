const cellsOf = (n: number) => (n === 1 ? '1 cell' : `${n} cells`);

const incidentsKeep =
  'Incidents that have it keep their priority until it is chosen anew. Undo brings it back.';

/** What `<priority-matrix>` says where levels and priorities are changed. */
export const messages = {
  keys: 'The most pressing stands first. Alt with an arrow key moves what the focus is in.',
  listOf: { priorities: 'Priorities', impacts: 'Impact', urgencies: 'Urgency' },
  itemOf: {
    priorities: (name: string) => `Priority ${name}`,
    impacts: (name: string) => `${name} impact`,
    urgencies: (name: string) => `${name} urgency`,
  },
  newItem: { priorities: 'New priority', impacts: 'New impact', urgencies: 'New urgency' },
  add: { priorities: 'Add a priority', impacts: 'Add an impact', urgencies: 'Add an urgency' },
  addHint: 'Its cells begin as those of the level before it.',
  atMost: (most: number) => `There are at most ${most}.`,
  atLeast: (fewest: number) => `There are at least ${fewest}`,
  moveUp: (what: string) => `Move ${what} up`,
  moveDown: (what: string) => `Move ${what} down`,
  remove: (what: string) => `Remove ${what}`,
  cellsGet: (cells: number, id: string) =>
    cells === 1 ? `1 cell is ${id}. It becomes` : `${cells} cells are ${id}. They become`,
  leaveEmpty: 'empty, to be chosen',
  removeIt: 'Remove it',
  keepIt: 'Keep it',
  removedLevel: {
    impacts: (name: string, cells: number) =>
      `The impact “${name}” is gone, and ${cellsOf(cells)} with it. ${incidentsKeep}`,
    urgencies: (name: string, cells: number) =>
      `The urgency “${name}” is gone, and ${cellsOf(cells)} with it. ${incidentsKeep}`,
  },
  removedPriority: (id: string, cells: number, to: string | null) =>
    cells === 0
      ? `${id} is gone. Undo brings it back.`
      : `${id} is gone. ${cellsOf(cells)} became ${to ?? 'empty'}. Undo brings it back.`,

  /** What a field among others of its kind is called; begins as what is written above it. */
  labelOf: (field: string, of: string) => `${field} of ${of}`,
  shortName: 'Short name',
  shortNameRefused: (name: string) =>
    `“${name}” cannot be the short name: it is taken, or has other characters than letters, digits and hyphens.`,
  name: 'Name',
  nameMissing: 'Give it a name.',
  color: 'Colour',
  contrast: (light: string, dark: string) =>
    `Text on it: ${light} to 1 on light pages, ${dark} to 1 on dark ones.`,
  unreadable: 'Too little to be read: 4.5 to 1 is needed.',
  lostIn: {
    light: 'The colour itself is hard to see on light pages. Choose a darker one.',
    dark: 'The colour itself is hard to see on dark pages. Choose a lighter one.',
  },
  looksLike: (id: string) => `It can hardly be told from that of ${id}.`,
  everyday: 'How the report form says it',
  everydayOf: (level: string) => `How the report form says it: ${level}`,
  everydayMissing: 'Say it in words that whoever reports understands.',
  minutes: 'minutes',
  hours: 'hours',
  unitOf: (target: string) => `${target}, unit`,
};

export type MatrixSettingsMessages = typeof messages;
