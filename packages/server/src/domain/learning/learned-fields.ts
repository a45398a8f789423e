/** What of an incident is learned from earlier ones. */
export const learnedFields = ['category', 'team'] as const;

export type LearnedField = (typeof learnedFields)[number];

/** Something of each of these fields. */
export function byLearnedField<T>(make: (field: LearnedField) => T): Record<LearnedField, T> {
  const entries = learnedFields.map((field) => [field, make(field)]);
  return Object.fromEntries(entries) as Record<LearnedField, T>;
}
