/** The messages of the form in which an article is written. */
export const messages = {
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
  stale:
    'Somebody has changed the article meanwhile. What you wrote is still here; this is what it says by now:',
  overwrite: 'I have compared them: save mine',
};

export type ArticleEditorMessages = typeof messages;
