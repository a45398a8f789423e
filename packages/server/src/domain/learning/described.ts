import { type Features, featuresOf } from './features.ts';
import type { LearnedField } from './learned-fields.ts';
import { wordsOf } from './words.ts';

/** What is known of an incident before anybody has looked at it. */
export interface Described {
  title: string;
  description: string;
  service: string | null;
  /** What the reporter says it is about, by which the team is told as well; left out where that is not known. */
  category?: string | null;
}

/** What each field is learned by; the same where nothing but the texts and the service tells it. */
export type FeaturesByField = Record<LearnedField, Features>;

export function featuresByField(about: Described): FeaturesByField {
  const { service, category } = about;
  const words = wordsOfDescribed(about);
  const fields = { ...(service !== null && { service }) };
  const features = featuresOf({ words, fields });
  const team = category ? featuresOf({ words, fields: { ...fields, category } }) : features;
  return { category: features, team };
}

export function wordsOfDescribed({ title, description }: Described): string[] {
  return wordsOf(`${title}\n${description}`);
}
