import { html, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { chevronRightGlyph } from '../base/glyphs/chevron-right.ts';
import type { OnCallMessages } from '../locales/en/on-call.ts';
import { formatDay } from './wall-clock.ts';

export interface MonthTools {
  month: number;
  locale: string;
  messages: OnCallMessages;
  /** `aria-level` of its heading. */
  level: unknown;
  /** Whether the month is told to a screen reader: somebody has turned to it. */
  isSaid: boolean;
  isToday: boolean;
  turn(months: number): void;
  goToToday(): void;
}

/** Which month it is, and the way to others. */
export function monthTools(tools: MonthTools): TemplateResult {
  const { messages, locale, month } = tools;
  return html`
    <div class="tools">
      <h3 aria-level=${tools.level} ?data-say=${tools.isSaid}>
        ${formatDay(locale, month, { month: 'long', year: 'numeric' })}
      </h3>
      <div class="actions">
        <button
          type="button"
          class="today"
          aria-disabled=${tools.isToday}
          @click=${() => tools.goToToday()}
        >
          ${messages.today}
        </button>
        <button
          type="button"
          class="turner back"
          aria-label=${messages.previous}
          @click=${() => tools.turn(-1)}
        >
          ${glyph(chevronRightGlyph)}
        </button>
        <button
          type="button"
          class="turner"
          aria-label=${messages.following}
          @click=${() => tools.turn(1)}
        >
          ${glyph(chevronRightGlyph)}
        </button>
      </div>
    </div>
  `;
}
