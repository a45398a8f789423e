import type { MatrixVersion } from '@incident-kit/server/domain';
import type { ReactiveElement } from '@lit/reactive-element';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { ElementMessages } from '../../locales/language.ts';
import type { CellPlace } from '../cell-place.ts';
import type { CellState } from '../matrix-grid.ts';

/** What editing asks of the element in which it happens. */
export interface EditorHost {
  readonly element: ReactiveElement;
  kit(): KitClient | undefined;
  /** The sentence for an error, or for one of its fields, in the element's language. */
  explain(error: KitRequestError, field?: KitRequestError['fields'][number]): string;
  /** A version was put in force from here. */
  published(version: number): void;
  /** Asks for the version in force again. */
  readAgain(): void;
  /** Where the page says that an incident has one of its own; anything. */
  href(): unknown;
  /** Somebody chose an incident. False when the page does with it what it wants. */
  selected(incident: string): boolean;
  /** Moves the focus to what the next update will have drawn. */
  focusOn(selector: string): void;
}

/** What the editor and its parts are drawn with. */
export interface EditorModel {
  base: MatrixVersion;
  label: string;
  messages: ElementMessages['priority-matrix'];
  words: ElementMessages['matrix-editor'];
  /** The messages of a part that comes later; undefined until they have come. */
  wordsOf<File extends LaterFile>(file: File): ElementMessages[File] | undefined;
  locale: string;
  headingLevel: number | undefined;
  /** What a cell shows to whoever only reads it. */
  stateOf(place: CellPlace): CellState;
}

/** What parts that come later say. */
type LaterFile = 'matrix-settings' | 'matrix-versions' | 'matrix-what-if';

/** What opens below the matrix. */
export type EditorPanel = 'settings' | 'versions';
