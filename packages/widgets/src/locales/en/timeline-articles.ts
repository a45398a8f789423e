const articles = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'article' : 'articles'}`;

/** What the desk is told of articles beside an incident. */
export const messages = {
  heading: 'Articles',
  found: (linked: number, suggested: number) =>
    [
      ...(linked > 0 ? [`${articles(linked)} linked`] : []),
      ...(suggested > 0 ? [`${articles(suggested)} may help`] : []),
    ].join(', ') || 'No article helps with this yet',
  linked: 'Linked',
  link: 'Link it',
  linking: 'Linking …',
  make: 'Make an article of this',
  making: 'Making it …',
  made: (article: string) => `${article} is a draft of how this was resolved.`,
  open: 'Open it',
  headings: { symptoms: 'Symptoms', cause: 'Cause', steps: 'Resolution' },
};

export type TimelineArticlesMessages = typeof messages;
