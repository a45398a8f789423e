import type { ArticleAudience, Confidence } from '@incident-kit/server/domain';

const plural = (count: number, one: string, other: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : other}`;

/** The messages of `<knowledge-article>`. */
export const messages = {
  notConfigured: 'This page does not say which server its articles come from.',
  loading: 'Loading the article',
  failed: 'The article could not be loaded.',
  retry: 'Try again',
  offline: 'There is no connection to the server. What is shown may be out of date.',
  noArticle: 'No article is chosen.',
  noneToWrite: 'Only the desk writes articles.',
  erased: 'What this article said was erased.',

  changed: (when: string) => `Changed ${when}`,
  otherLanguages: 'In other languages',

  helped: 'Did this help?',
  yes: 'Yes',
  no: 'No',
  thanks: 'Thank you. That is noted.',

  confidence: 'Reliability',
  confidences: {
    draft: 'Draft',
    'not-validated': 'Not validated',
    validated: 'Validated',
    archived: 'Archived',
  } satisfies Record<Confidence, string>,
  audience: 'For',
  audiences: {
    everyone: 'Everyone',
    reporters: 'People who are signed in',
    desk: 'The desk',
  } satisfies Record<ArticleAudience, string>,
  rated: 'Saved.',
  changedMeanwhile:
    'Somebody has changed this article meanwhile. This is what is so by now: if it should be otherwise, choose again.',
  toBeReviewed: 'Nobody has used it for 180 days. Is it still right?',
  stillRight: 'It is still right',
  uses: (count: number) => `Resolved ${plural(count, 'incident', 'incidents')}`,
  saved: (count: number) => `saved ${plural(count, 'report', 'reports')}`,
  votes: (helpful: number, all: number) => `helped ${helpful} of ${all} who said so`,
  madeFrom: 'Made from',

  edit: 'Edit',
  translate: 'Write it in another language',
  versions: 'Versions',
  saving: 'Saving …',
};

export type KnowledgeArticleMessages = typeof messages;
