/** What `<incident-timeline>` says to the desk of what an incident may be about. */
export const messages = {
  label: 'What it may be about',
  use: (category: string, probability: string) => `${category} (${probability})`,
  because: (words: readonly string[]) =>
    `because of ${words.map((word) => `“${word}”`).join(', ')}`,
  like: 'Like it were',
};

export type TimelineSuggestionsMessages = typeof messages;
