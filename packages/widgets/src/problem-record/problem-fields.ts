import type { Leavable } from '../base/form-end.ts';
import type { KitApi } from '../client/api.ts';

export type Answer = Awaited<ReturnType<KitApi['problems']['get']['query']>>;

export const texts = ['title', 'description', 'cause', 'workaround', 'change'] as const;
export const places = ['service', 'category', 'team'] as const;
export type TextName = (typeof texts)[number];
export type PlaceName = (typeof places)[number];
export type Values = Record<TextName | PlaceName, string>;

export interface Edit {
  what: 'edit';
  basedOn: number;
  /** What it said when it was begun, or in the version that was taken into it. */
  began: Values;
  values: Values;
  /** What somebody else wrote where this writer wrote something else. */
  theirs: Partial<Values>;
}

/** What somebody does to the problem that is shown. */
export type Doing = Leavable &
  (
    | Edit
    | { what: 'resolved' | 'closed' | 'open'; basedOn: number; text: string }
    | { what: 'link'; text: string }
  );
