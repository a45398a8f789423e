const list = (items: readonly string[]) =>
  items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : `${items[0] ?? ''}`;

/** What `<incident-timeline>` says to the desk of incidents that are like the one that it shows. */
export const messages = {
  heading: 'Similar incidents',
  found: (count: number) => (count === 1 ? '1 similar incident' : `${count} similar incidents`),
  /** How most of those that are resolved were resolved. */
  cause: (how: string) => `What helped before: ${how}`,
  /** Which ones were resolved so, of how many, and of which it is that what was written follows. */
  evidence: (count: number, of: number, incidents: readonly string[], from: string) =>
    `${count} of ${of} that were resolved ended so: ${list(incidents)}. In ${from} it was:`,
  reported: (day: string) => `reported ${day}`,
};

export type TimelineSimilarMessages = typeof messages;
