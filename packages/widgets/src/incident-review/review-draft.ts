import type { KitApi } from '../client/api.ts';
import type { KitClient } from '../client/client.ts';

export type Answer = Awaited<ReturnType<KitApi['reviews']['get']['query']>>;
type Review = NonNullable<Answer['review']>;

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

/** What somebody writes. */
export interface Draft {
  basedOn: number;
  texts: Record<SectionName, string>;
  actions: Review['actions'];
}

/** @param owners how people are called, whose names are asked for by nobody twice */
export function beginDraft({ review }: Answer): Draft {
  return {
    basedOn: review?.version ?? 0,
    texts: Object.fromEntries(
      sections.map((each) => [each, review?.[each] ?? '']),
    ) as Draft['texts'],
    actions: review?.actions.map((each) => ({ ...each })) ?? [],
  };
}

export function emptyAction(): Draft['actions'][number] {
  return { what: '', owner: null, due: null, isDone: false };
}

export function sendDraft(kit: KitClient, incident: string, draft: Draft): Promise<Answer> {
  const { basedOn, texts } = draft;
  const actions = draft.actions
    .filter(({ what }) => what.trim() !== '')
    .map((each) => ({ ...each, due: each.due || null }));
  return kit.call((api) => api.reviews.write.mutate({ incident, basedOn, ...texts, actions }));
}

export function sendMove(
  kit: KitClient,
  { incident, review }: Answer,
  move: Move,
): Promise<Answer> {
  const basedOn = review?.version ?? 0;
  return kit.call((api) => api.reviews.decide.mutate({ incident, basedOn, move }));
}
