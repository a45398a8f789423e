/** What an incident can be tied to. */
export const linkKinds = ['problem', 'change', 'parent', 'related'] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link {
  kind: LinkKind;
  /** An incident's reference for a parent or a related one, else what others call it. */
  target: string;
}
