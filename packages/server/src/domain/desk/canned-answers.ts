import { z } from 'zod';
import { id, name } from '../ids.ts';
import { limits } from '../limits.ts';
import { bounded } from '../plain-text.ts';

/** What a variable of a canned answer stands for is filled in by the page that offers it. */
export const answerVariables = [
  'reporter',
  'incident',
  'title',
  'status',
  'priority',
  'service',
  'agent',
  'due',
] as const;

export type AnswerVariable = (typeof answerVariables)[number];

const cannedAnswer = z.strictObject({
  id,
  name,
  /** With variables, as in “Hello {{reporter}}”. */
  text: bounded(z.string(), limits.note),
  /** For whom it is written: it is never offered to a wider audience. */
  visibility: z.enum(['public', 'internal']).default('public'),
  /** Offered first where the incident is about one of these; empty: about whatever. */
  services: z.array(id).max(50).default([]),
});

/** What a desk writes again and again. */
export const cannedAnswersSchema = z.strictObject({ answers: z.array(cannedAnswer).max(200) });

export type CannedAnswer = z.infer<typeof cannedAnswer>;
export type CannedAnswers = z.infer<typeof cannedAnswersSchema>;

export const defaultCannedAnswers: CannedAnswers = cannedAnswersSchema.parse({
  answers: [
    {
      id: 'more',
      name: 'Ask for more',
      text: 'Hello {{reporter}}, thank you for the report. When did it last work, and what do you see when it does not?',
    },
    {
      id: 'on-it',
      name: 'We are on it',
      text: 'Hello {{reporter}}, {{agent}} is looking into this. We aim to solve it by {{due}}.',
    },
    {
      id: 'try-again',
      name: 'Please try again',
      text: 'Hello {{reporter}}, we have changed something. Please try again, and tell us whether it is fixed.',
    },
  ],
});
