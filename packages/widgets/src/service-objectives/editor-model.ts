import type { KitRequestError } from '../client/errors.ts';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import type { EditedCard, OnAct } from './objective-card.ts';
import type { Objective } from './objectives.ts';
import type { ObjectivesPublishedDetail } from './service-objectives.events.ts';

/** What editing asks of the element in which it happens. */
export interface EditorHost {
  /** How they stand, which is read again when others are in force. */
  list: { readAgain(): Promise<unknown> };
  /** What somebody did and is still to be done: an act and an id each. */
  acts: Parameters<OnAct>[];
  root: ShadowRoot;
  draw(): void;
  explain(error: KitRequestError, field?: KitRequestError['fields'][number]): string;
  focusOn(selector: string): Promise<void>;
  emit(event: string, detail: ObjectivesPublishedDetail): void;
}

/** The element that shows them. */
export interface EditorView {
  words: ServiceObjectivesMessages;
  /** What the page says in place of any message. */
  messages: object | undefined;
  locale: string;
  /** Of the headings of objectives. */
  level: unknown;
  act: OnAct;
  /** The id of the only service that is shown; empty for all. */
  service: string;
  /** How those stand of which that is known. */
  shown: readonly Objective[];
  /** One of them, with what the draft makes of it. */
  card(objective: Objective, edited: EditedCard): unknown;
}

export interface DrawnEditor {
  above: unknown;
  /** Undefined as long as those are shown that there are. */
  cards: unknown[] | undefined;
  below: unknown;
}

export interface EditorModel extends EditorView {
  say: ObjectivesEditorMessages;
}
