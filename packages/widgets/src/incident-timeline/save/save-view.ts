import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineSaveMessages } from '../../locales/en/timeline-save.ts';

export type SaveFormat = keyof TimelineSaveMessages['formats'];

export interface SaveModel {
  messages: TimelineSaveMessages;
  format: SaveFormat;
  /** Whether what is not loaded yet is being read. */
  isBusy: boolean;
  /** How many entries have been read by now. */
  count: number;
  /** How it went; empty until it is known. */
  outcome: string;
  hasFailed: boolean;
  onFormat(format: SaveFormat): void;
  onCopy(): void;
  onDownload(): void;
  onStop(): void;
  onClose(): void;
}

/** Asks in what form a timeline is copied or downloaded, and says how it went. */
export function saveTemplate(model: SaveModel): TemplateResult {
  const { messages, isBusy, count, outcome } = model;
  return html`
    <form
      class="asking save"
      part="question"
      aria-label=${messages.heading}
      @submit=${(event: Event) => event.preventDefault()}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.stopPropagation();
        model.onClose();
      }}
    >
      <p class="title"><bdi>${messages.heading}</bdi></p>
      <p class="hint"><bdi>${messages.hint}</bdi></p>
      <fieldset>
        <legend>${messages.format}</legend>
        ${(Object.entries(messages.formats) as [SaveFormat, string][]).map(
          ([format, name]) => html`
            <label class="save-format">
              <input
                type="radio"
                name="save-format"
                value=${format}
                .checked=${format === model.format}
                @change=${() => model.onFormat(format)}
              />
              <bdi>${name}</bdi>
            </label>
          `,
        )}
      </fieldset>
      ${
        isBusy
          ? html`
            <p class="hint"><bdi>${messages.reading(count)}</bdi></p>
            <p class="quiet" data-say>${messages.readingOn}</p>
          `
          : nothing
      }
      ${
        outcome
          ? html`<p class=${model.hasFailed ? 'field-error' : 'hint'} data-say><bdi>${outcome}</bdi></p>`
          : nothing
      }
      <div class="actions end">
        <button type="button" @click=${model.onClose}><bdi>${messages.close}</bdi></button>
        ${
          isBusy
            ? html`<button type="button" class="save-stop" @click=${model.onStop}>
                <bdi>${messages.stop}</bdi>
              </button>`
            : nothing
        }
        <button
          type="button"
          class="save-download"
          aria-disabled=${isBusy}
          @click=${model.onDownload}
        >
          <bdi>${messages.download}</bdi>
        </button>
        <button
          type="button"
          class="primary save-copy"
          aria-disabled=${isBusy}
          @click=${model.onCopy}
        >
          <bdi>${messages.copy}</bdi>
        </button>
      </div>
    </form>
  `;
}
