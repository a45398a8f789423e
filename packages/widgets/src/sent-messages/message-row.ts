import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { formatInstant } from '../base/intl.ts';
import type { SentMessagesMessages } from '../locales/en/sent-messages.ts';
import type { MessageView } from './message-pages.ts';

const glyphs: Record<MessageView['state'], Glyph> = {
  waiting: clockGlyph,
  sent: circleCheckGlyph,
  dead: circleAlertGlyph,
};

interface RowModel {
  words: SentMessagesMessages;
  locale: string;
  /** Undefined where the page only shows. */
  sendAgain: ((message: MessageView) => void) | undefined;
}

/** A message: what it tells of, to whom, what became of it, and why. */
export function messageRow(
  message: MessageView,
  { words, locale, sendAgain }: RowModel,
): TemplateResult {
  const { state, incident, about, target, channel, address, problem } = message;
  return html`
    <li class="message ${state}" part="message">
      <p class="first">
        <span class="state">${glyph(glyphs[state])}${words.states[state]}</span>
        <span class="reference">${incident}</span>
        <b>${words.about[about] ?? about}</b>
      </p>
      <p class="to">
        <span>${words.to(target, channel)}</span>
        <bdi class="address">${address}</bdi>
      </p>
      <p class="hint">${sentenceOf(message, words, locale)}</p>
      ${problem && state !== 'sent' ? html`<p class="why">${words.problem(problem)}</p>` : nothing}
      ${
        sendAgain && state === 'dead'
          ? html`
            <p>
              <button
                type="button"
                aria-label=${words.sendAgainOf(incident, target)}
                @click=${() => sendAgain(message)}
              >
                ${words.sendAgain}
              </button>
            </p>
          `
          : nothing
      }
    </li>
  `;
}

function sentenceOf(
  { state, madeAt, nextAt, doneAt, tries }: MessageView,
  words: SentMessagesMessages,
  locale: string,
): string {
  const at = (when: number) => formatInstant(locale, when);
  const made = words.made(at(madeAt));
  if (state === 'waiting') return `${made} · ${words.next(at(nextAt), tries)}`;
  const done = at(doneAt ?? nextAt);
  return state === 'sent'
    ? `${made} · ${words.sent(done)}`
    : `${made} · ${words.tried(tries)} · ${words.ended(done)}`;
}
