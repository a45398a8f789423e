/** What a status means to the rules. A workflow may name many statuses; each belongs to one of these. */
export const statusCategories = ['new', 'active', 'waiting', 'resolved', 'closed'] as const;
export type StatusCategory = (typeof statusCategories)[number];

/** Of incidents with which there is still something to do. */
export const openCategories = ['new', 'active', 'waiting'] as const satisfies StatusCategory[];

/** A status as the workflow had it when the incident came to it. */
export interface Status {
  id: string;
  name: string;
  category: StatusCategory;
}

/** Whether there is still something to do. */
export function isOpen({ category }: Status): boolean {
  return category !== 'resolved' && category !== 'closed';
}
