import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import type { Glyph } from '../base/glyph-shape.ts';
import { chevronRightGlyph } from '../base/glyphs/chevron-right.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { formatInstant } from '../base/intl.ts';
import type { KitApi } from '../client/api.ts';
import type { AlertSourcesMessages } from '../locales/en/alert-sources.ts';

export type SourcesAnswer = Awaited<ReturnType<KitApi['signals']['sources']['query']>>;
export type SourceView = SourcesAnswer['sources'][number];

type State = keyof AlertSourcesMessages['states'];

const glyphs: Record<State, Glyph> = {
  off: pauseGlyph,
  silent: cloudOffGlyph,
  refused: circleAlertGlyph,
  nothing: circleDashedGlyph,
  receiving: circleCheckGlyph,
};

function stateOf({ isEnabled, isSilent, lastProblem, lastReceivedAt }: SourceView): State {
  if (!isEnabled) return 'off';
  if (isSilent) return 'silent';
  if (lastProblem !== null) return 'refused';
  return lastReceivedAt === null ? 'nothing' : 'receiving';
}

interface RowModel {
  words: AlertSourcesMessages;
  locale: string;
  level: unknown;
  isOpen: boolean;
  toggle: () => void;
  /** What is under its name while it is open. */
  detail: unknown;
}

/** A source: its name, how it does, and what is under it when it is open. */
export function sourceRow(
  source: SourceView,
  { words, locale, level, isOpen, toggle, detail }: RowModel,
): TemplateResult {
  const state = stateOf(source);
  return html`
    <li class="source ${state}" part="source">
      <h3 aria-level=${level}>
        <button type="button" class="opener" aria-expanded=${isOpen} @click=${toggle}>
          <span class="chevron">${glyph(chevronRightGlyph)}</span><bdi>${source.key}</bdi>
        </button>
      </h3>
      <p class="state">${glyph(glyphs[state])}${words.states[state]}</p>
      <p class="hint facts">${factsOf(source, words, locale)}</p>
      ${state === 'refused' ? html`<p class="why">${source.lastProblem}</p>` : nothing}
      ${isOpen ? detail : nothing}
    </li>
  `;
}

function factsOf(source: SourceView, words: AlertSourcesMessages, locale: string): string {
  const { kind, lastReceivedAt, heartbeatMs, expireMs, isSigned } = source;
  const last =
    lastReceivedAt === null ? words.never : words.last(formatInstant(locale, lastReceivedAt));
  return [
    words.kind(kind),
    last,
    ...(heartbeatMs === null ? [] : [words.heartbeat(durationOf(heartbeatMs, words))]),
    ...(expireMs === null ? [] : [words.expires(durationOf(expireMs, words))]),
    ...(isSigned ? [words.signed] : []),
  ].join(' · ');
}

/** In the largest unit that it is a whole number of. */
function durationOf(ms: number, words: AlertSourcesMessages): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds % 86_400 === 0) return words.days(seconds / 86_400);
  if (seconds % 3_600 === 0) return words.hours(seconds / 3_600);
  return seconds % 60 === 0 ? words.minutes(seconds / 60) : words.seconds(seconds);
}
