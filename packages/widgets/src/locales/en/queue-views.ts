/** What `<incident-list view="queue">` says where views of one's own are kept: loaded when that is opened. */
export const messages = {
  heading: 'Your views',
  name: 'Name of this view. Only you see it.',
  save: 'Save',
  update: (name: string) => `Change “${name}” to this`,
  nameOf: (name: string) => `Name of “${name}”`,
  rename: (name: string) => `Rename “${name}”`,
  renameShort: 'Rename',
  remove: (name: string) => `Remove “${name}”`,
  removeShort: 'Remove',
  undo: 'Undo',
  done: 'Done',
  saved: (name: string) => `“${name}” is saved.`,
  removed: (name: string) => `“${name}” is removed.`,
  missingName: 'Give it a name.',
  tooLong: (max: number) => `Keep the name within ${max} characters.`,
  taken: (name: string) => `There is a view “${name}” already. Choose another name.`,
};

export type QueueViewMessages = typeof messages;
