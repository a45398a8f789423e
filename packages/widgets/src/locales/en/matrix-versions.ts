/** What `<priority-matrix>` says of the versions that were published. */
export const messages = {
  heading: 'Versions',
  hint: 'No version is ever lost. Bringing one back makes it your draft, to be published like any other.',
  loading: 'Loading the versions',
  failed: (why: string) => `The versions could not be loaded. ${why}`,
  retry: 'Try again',
  version: (version: number) => `Version ${version}`,
  inForce: 'in force',
  by: (name: string, when: string) => `${name}, ${when}`,
  first: 'What the kit came with.',
  unchanged: 'It changed nothing.',
  andMore: (n: number) => `and ${n} more`,
  compare: 'Compare',
  compareOf: (version: number) => `Compare version ${version}`,
  restore: 'Bring back',
  restoreOf: (version: number) => `Bring back version ${version}`,
  same: 'Says the same as what you have',
  restoredReason: (version: number) => `As in version ${version}`,
  older: 'Older versions',

  comparison: 'Two versions side by side',
  between: { one: 'One version', other: 'The other version' },
  inForceOf: (version: number) => `Version ${version}, in force`,
  close: 'Close the comparison',
  differing: (changes: number) =>
    changes === 0
      ? 'They say the same.'
      : changes === 1
        ? 'From the first to the second, 1 thing changes:'
        : `From the first to the second, ${changes} things change:`,
};

export type MatrixVersionsMessages = typeof messages;
