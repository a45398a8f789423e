/** The messages of the versions of an article. */
export const messages = {
  heading: 'Versions',
  loading: 'Loading the versions',
  close: 'Close',
  version: (number: number) => `Version ${number}`,
  what: {
    created: 'written',
    edited: 'edited',
    restored: 'brought back',
    rated: 'rated',
  },
  restores: (number: number) => `as in version ${number}`,
  by: (who: string) => `by ${who}`,
  somebody: 'somebody',
  rating: (confidence: string, audience: string) => `${confidence}, for: ${audience}`,
  compare: 'What changed',
  restore: 'Bring this back',
  restoring: 'Bringing it back …',
  stale:
    'Somebody has changed the article meanwhile. These are its versions by now: look at them, then bring one back.',
  erased: 'Its text was erased.',
  same: 'The text is the same.',
  added: 'Added:',
  removed: 'Removed:',
};

export type ArticleVersionsMessages = typeof messages;
