import type { PriorityMatrix } from '@incident-kit/server/domain';
import type { ElementMessages } from '../../locales/language.ts';
import type { MatrixList } from './cells.ts';
import type { EditorModel } from './editor-model.ts';

/** What the panel is drawn with. */
export interface SettingsModel {
  root: ShadowRoot;
  base: PriorityMatrix;
  matrix: PriorityMatrix;
  words: ElementMessages['matrix-settings'];
  messages: EditorModel['messages'];
  locale: string;
  /** What a priority or a level is needed for, as a sentence; empty while that is not known. */
  usageOf(list: MatrixList, id: string): string;
  update(edit: (matrix: PriorityMatrix) => PriorityMatrix): void;
  /** Says something below the fields. */
  say(sentence: string): void;
  focusOn(selector: string): void;
}
