import { html } from 'lit';
import { cloudOffGlyph } from '../../base/glyphs/cloud-off.ts';
import type { LaterPart } from '../../base/later-part.ts';
import { notice } from '../../base/notice.ts';
import type { EditorModel } from './editor-model.ts';

/** What stands in the place of a part that has not come yet. */
export function waitingFor(part: LaterPart<unknown>, words: EditorModel['words']): unknown {
  return part.hasFailed
    ? notice('warning', cloudOffGlyph, words.partFailed)
    : html`<div class="bone part" aria-hidden="true"></div>`;
}
