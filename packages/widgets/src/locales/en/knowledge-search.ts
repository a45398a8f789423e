/** The messages of `<knowledge-search>`. */
export const messages = {
  notConfigured: 'This page does not say which server its articles come from.',
  heading: 'Find help',
  loading: 'Loading articles',
  failed: 'The articles could not be loaded.',
  retry: 'Try again',
  offline: 'There is no connection to the server. What is shown may be out of date.',

  search: 'What do you need help with?',
  language: 'Language',
  anyLanguage: 'All languages',
  lists: 'Which articles',
  list: {
    popular: 'What helps most',
    newest: 'Newest',
    review: 'To be reviewed',
    saved: 'What they saved',
  },
  found: (count: number, more: boolean) =>
    `${count}${more ? ' or more' : ''} ${count === 1 && !more ? 'article' : 'articles'} found`,
  none: 'There are no articles yet.',
  noneFound: 'Nothing was found. Try other words.',
  noneToReview: 'There is nothing to review.',
  more: 'Show more',
  write: 'Write an article',

  confidences: {
    draft: 'Draft',
    'not-validated': 'Not validated',
    validated: 'Validated',
    archived: 'Archived',
  },
  audiences: {
    everyone: 'For everyone',
    reporters: 'For people who are signed in',
    desk: 'For the desk',
  },
  helped: (uses: number, saved: number) => `resolved ${uses}, saved ${saved}`,
};

export type KnowledgeSearchMessages = typeof messages;
