/** What a status means to the rules. A workflow may name many statuses; each belongs to one of these. */
export type StatusCategory = 'new' | 'active' | 'waiting' | 'resolved' | 'closed';

export interface Status {
  id: string;
  name: string;
  category: StatusCategory;
}

export const statuses = {
  new: { id: 'new', name: 'New', category: 'new' },
  'in-progress': { id: 'in-progress', name: 'In progress', category: 'active' },
  resolved: { id: 'resolved', name: 'Resolved', category: 'resolved' },
} as const satisfies Record<string, Status>;

export type StatusId = keyof typeof statuses;
