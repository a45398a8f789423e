import type { Leavable } from '../base/form-end.ts';
import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';
import type { Item } from '../editing/three-way.ts';

export type Answer = Awaited<ReturnType<KitApi['reviews']['get']['query']>>;
type Review = NonNullable<Answer['review']>;
export type Action = Review['actions'][number];

export const sections = ['summary', 'cause', 'wentWell', 'wentBadly'] as const;
export type SectionName = (typeof sections)[number];
export const times = [
  'detectedAt',
  'reportedAt',
  'acknowledgedAt',
  'respondedAt',
  'resolvedAt',
  'closedAt',
] as const;

export type Move = 'ask' | 'decline' | 'finish';

export interface Content {
  texts: Record<SectionName, string>;
  /** None has an id at the server: here they are known by one while they are written. */
  actions: Item<Action>[];
}

/** What somebody writes. */
export interface Draft extends Content, Leavable {
  basedOn: number;
  /** What it said when it was begun, or in the version that was taken into it. */
  began: Content;
  /** What somebody else wrote where this writer wrote something else. */
  theirs: { texts: Partial<Content['texts']>; actions: ReadonlyMap<number, Action> };
}

export function sendMove(
  kit: KitClient,
  { incident, review }: Answer,
  move: Move,
): Promise<Answer> {
  const basedOn = review?.version ?? 0;
  return kit.call((api) => api.reviews.decide.mutate({ incident, basedOn, move }));
}
