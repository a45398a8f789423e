import { html, nothing, type TemplateResult } from 'lit';
import type { ObjectivesEditorMessages } from '../locales/en/objectives-editor.ts';
import type { DefinedObjective } from './objective-changes.ts';

interface DraftCardModel {
  words: ObjectivesEditorMessages;
  level: unknown;
  /** What it is to achieve, as a sentence. */
  aim: string;
  /** Whether it is in the draft alone. */
  isNew: boolean;
  tools: unknown;
  /** In place of what it says, while it is edited. */
  form: unknown;
}

/** An objective of which there are no figures yet. */
export function draftCard(
  { id, name, indicator }: DefinedObjective,
  { words, level, aim, isNew, tools, form }: DraftCardModel,
): TemplateResult {
  return html`
    <li class="objective ${isNew ? 'new' : ''}" part="objective" data-objective=${id}>
      <div class="first">
        <h3 aria-level=${level} tabindex="-1"><bdi>${name}</bdi></h3>
        ${isNew ? html`<span class="mark">${words.notPublished}</span>` : nothing} ${tools}
      </div>
      ${
        form ??
        html`
          <p class="hint">${aim}</p>
          ${
            indicator.kind === 'measurements'
              ? html`<p class="hint">${words.postedAs(id)}</p>`
              : nothing
          }
          ${isNew ? nothing : html`<p class="hint" aria-busy="true">${words.figuresFollow}</p>`}
        `
      }
    </li>
  `;
}
