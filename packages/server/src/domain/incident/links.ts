/** What an incident can be tied to. */
export const linkKinds = ['problem', 'change', 'parent', 'related', 'article'] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  kind: LinkKind;
  /** An incident's reference for a parent or a related one, an article's, else what others call it. */
  target: string;
}
