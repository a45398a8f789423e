import type { MatrixVersion, PriorityMatrix } from '@incident-kit/server/domain';
import type { KitRequestError } from '../../../client/errors.ts';
import type { ElementMessages } from '../../../locales/language.ts';
import type { EditorModel } from '../editor-model.ts';

/** What the panel is drawn with. */
export interface VersionsModel {
  root: ShadowRoot;
  editor: EditorModel;
  words: ElementMessages['matrix-versions'];
  /** The newest version that is known. */
  newest: number;
  /** The draft; where there is none, what is in force. */
  matrix: PriorityMatrix;
  explain(problem: KitRequestError): string;
  /** Makes a version the draft. */
  restore(version: MatrixVersion, reason: string): void;
  focusOn(selector: string): void;
}
