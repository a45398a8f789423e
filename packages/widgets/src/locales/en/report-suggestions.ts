/** What `<incident-report>` says of what a report may be about. */
export const messages = {
  label: 'It sounds like',
  because: (words: readonly string[]) =>
    words.length > 0 ? `Because of ${words.map((word) => `“${word}”`).join(', ')}` : '',
};

export type ReportSuggestionsMessages = typeof messages;
