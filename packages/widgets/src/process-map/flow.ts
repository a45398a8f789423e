import type { KitApi } from '../client/api.ts';
import type { ProcessMapMessages } from '../locales/en/process-map.ts';

export type Answer = Awaited<ReturnType<KitApi['metrics']['process']['query']>>;
export type BehindQuery = Parameters<KitApi['metrics']['processIncidents']['query']>[0];
/** A part of a flow of which the incidents can be listed. */
export type FlowPart = BehindQuery['of'];
export type FlowNode = Answer['nodes'][number];
export type Move = Answer['moves'][number];
export type Place = Move['from'];

export interface FlowModel {
  answer: Answer;
  words: ProcessMapMessages;
  locale: string;
  /** Of a part's heading, see `headingLevel`. */
  level: unknown;
  /** Shows the incidents behind a part; `what` says which it is. */
  open(part: FlowPart, what: string): void;
}

/** What a node is called. */
export function nameOf(key: string | null, { answer, words }: Pick<FlowModel, 'answer' | 'words'>) {
  if (key === null) return answer.by === 'team' ? words.noTeam : words.unknown;
  return answer.names[answer.by][key] ?? key;
}

export function placeName(place: Place, model: Pick<FlowModel, 'answer' | 'words'>): string {
  if (place === 'begin') return model.words.reported;
  return place === 'end' ? model.words.resolved : nameOf(place.key, model);
}
