/** What a timeline says when it is too long to be shown whole. */
export const messages = {
  toFirst: 'First entry',
  toNewest: 'Newest entry',
  /** In its place, when there is news below what is seen. */
  toNews: (count: number) => (count === 1 ? '1 new entry' : `${count} new entries`),
  earlier: 'Show earlier entries',
  later: 'Show later entries',
  /** Where a link leads to none, or to one that this person may not see. */
  entryMissing: 'The entry that was linked to is not among those that you can see here.',
  loadingMore: 'Loading…',
  /** On paper, above what is there and below it. */
  earlierNotPrinted: 'There are earlier entries, which are not printed here.',
  laterNotPrinted: 'There are later entries, which are not printed here.',
};

export type TimelineLongMessages = typeof messages;
