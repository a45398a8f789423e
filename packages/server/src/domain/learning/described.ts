import { type Features, featuresOf } from './features.ts';
import { byLearnedField, type LearnedField } from './learned-fields.ts';
import { wordsOf } from './words.ts';

/** What is known of an incident before anybody has looked at it. */
export interface Described {
  title: string;
  description: string;
  service: string | null;
}

/** What each field is learned by; the same where nothing but the texts and the service tells it. */
export type FeaturesByField = Record<LearnedField, Features>;

export function featuresByField(about: Described): FeaturesByField {
  const { service } = about;
  const features = featuresOf({
    words: wordsOfDescribed(about),
    ...(service !== null && { fields: { service } }),
  });
  return byLearnedField(() => features);
}

export function wordsOfDescribed({ title, description }: Described): string[] {
  return wordsOf(`${title}\n${description}`);
}
