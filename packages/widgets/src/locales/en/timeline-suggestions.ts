/** What `<incident-timeline>` says to the desk of what an incident may be about, and whose it may be. */
export const messages = {
  labels: { category: 'What it may be about', team: 'Whose it may be' },
  use: (name: string, probability: string) => `${name} (${probability})`,
  because: (words: readonly string[]) =>
    `because of ${words.map((word) => `“${word}”`).join(', ')}`,
  like: 'Like it were',
};

export type TimelineSuggestionsMessages = typeof messages;
