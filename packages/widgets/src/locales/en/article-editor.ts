/** The messages of the form in which an article is written. */
export const messages = {
  newArticle: 'New article',
  change: (article: string) => `Change ${article}`,
  translationOf: (article: string) => `${article} in another language`,
  takenUp: 'You wrote this before and did not save it.',
  title: 'Title',
  body: 'Text',
  bodyHint: 'In Markdown: ## for a heading, - or 1. for lists, **bold**, [a link](https://…).',
  language: 'Language',
  languageHint: 'As in “en”, “de” or “pt-BR”.',
  service: 'Service',
  category: 'Category',
  none: 'None',
  reason: 'What changed, and why?',
  optional: 'optional',
  preview: 'Preview',
  save: 'Save',
  saving: 'Saving …',
  cancel: 'Cancel',
  unsaved: 'What you wrote is not saved.',
  goOn: 'Go on writing',
  discard: 'Discard it',
  stale:
    'Somebody has changed the article meanwhile. What you wrote is still here; this is what it says by now:',
  overwrite: 'I have compared them: save mine',
};

export type ArticleEditorMessages = typeof messages;
