import { z } from 'zod';
import { articleAudiences, articleLanguage, confidences } from '../../domain/knowledge/article.ts';
import { limits } from '../../domain/limits.ts';
import { chosen, incidentInput, optionalReason, text } from '../input.ts';

export const articleReference = z
  .string('Name an article, as in KB-7.')
  .regex(/^KB-[1-9]\d{0,8}$/, 'An article is named like KB-7.');

export const articleInput = z.strictObject({ article: articleReference });

const textFields = {
  title: text('a title', limits.articleTitle),
  body: text('the article', limits.articleBody),
};

const facts = {
  language: articleLanguage,
  service: chosen.nullable().default(null),
  category: chosen.nullable().default(null),
  /** The article that it says the same as in another language. */
  translates: articleReference.nullable().default(null),
};

const audience = z.enum(articleAudiences, 'Choose whom it is for.');
const confidence = z.enum(confidences, 'Choose how far it can be relied on.');

export const createArticleInput = z.strictObject({
  ...textFields,
  ...facts,
  audience: audience.default('desk'),
});

/** The `version` of the article as the sender saw it. */
const basedOn = z.int('A version is a whole number.').min(1);

export const editArticleInput = articleInput.extend({
  basedOn,
  ...textFields,
  ...facts,
  reason: optionalReason,
});

export const restoreArticleInput = articleInput.extend({
  basedOn,
  /** Which earlier version comes back. */
  version: z.int('A version is a whole number.').min(1),
  reason: optionalReason,
});

/** What is left out stays as it is. */
export const rateArticleInput = articleInput.extend({
  basedOn,
  confidence: confidence.optional(),
  audience: audience.optional(),
  reason: optionalReason,
});

/** `helpful`: null takes the vote back. */
export const voteInput = articleInput.extend({ helpful: z.boolean().nullable() });

const heading = (what: string) => text(what, { min: 1, max: 60 });

export const draftFromIncidentInput = incidentInput.extend({
  language: articleLanguage.default('en'),
  /** What the parts of the draft are called, in that language. */
  headings: z
    .strictObject({
      symptoms: heading('a heading'),
      cause: heading('a heading'),
      steps: heading('a heading'),
    })
    .default({ symptoms: 'Symptoms', cause: 'Cause', steps: 'Resolution' }),
});

/** Which articles are listed: those found by `text`, or of all the popular, the newest, or those to be reviewed. */
export const searchArticlesInput = z.strictObject({
  text: text('what you look for', { min: 0, max: limits.title.max }).default(''),
  /** The language that is preferred where an article is in several. */
  language: articleLanguage.nullable().default(null),
  /** Only those in it. */
  only: articleLanguage.nullable().default(null),
  service: chosen.nullable().default(null),
  category: chosen.nullable().default(null),
  /** For the desk: only those; left out, all but the archived. */
  confidence: confidence.nullable().default(null),
  audience: audience.nullable().default(null),
  /** Without a text, in which order; `review` are only those that are to be reviewed. */
  list: z.enum(['popular', 'newest', 'review']).default('popular'),
  limit: z.int().min(1).max(50).default(20),
});

export const suggestArticlesInput = z.strictObject({
  title: text('a title', { ...limits.title, min: 0 }).default(''),
  description: text('a description', limits.description).default(''),
  service: chosen.nullish(),
  language: articleLanguage.nullish(),
  limit: z.int().min(1).max(10).default(3),
});

export const articlesOfIncidentInput = incidentInput.extend({
  language: articleLanguage.nullish(),
  limit: z.int().min(1).max(10).default(5),
});
