import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { headingLevel } from '../base/heading-level.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { DeskHeader } from './desk-seen.ts';
import { formatDeadline } from './format-time.ts';
import type { AllowedActions, Head } from './head.ts';

export interface HeaderModel {
  head: Head;
  messages: IncidentTimelineMessages;
  locale: string;
  /** The server's time, epoch milliseconds. */
  now: number;
  /** What of it is offered here. */
  allowedActions: AllowedActions;
  headingLevel: number | undefined;
  /** Whether times are said in full. */
  exact: boolean;
  onExact(event: Event): void;
  /** The buttons for what may be done. */
  actions: unknown;
  /** What only the desk sees. */
  desk: DeskHeader | undefined;
  /** Whether that is on its way. */
  isComing: boolean;
}

const statusGlyphs: Record<string, string> = {
  new: circleDashedGlyph,
  active: clockGlyph,
  waiting: pauseGlyph,
  resolved: circleCheckGlyph,
  closed: circleCheckGlyph,
};

/** What stays in sight, and below it what need not. */
export function headerTemplate(model: HeaderModel): TemplateResult {
  const { messages, head, desk, isComing, now } = model;
  const { status, reporter, incident, title } = head.incident;
  const said = [
    reporter ? messages.reportedBy(reporter) : messages.reportedByVisitor,
    (desk?.endingOf ?? aimOf)(model),
  ];
  return html`
    <header part="header">
      <span class="reference">${incident}</span>
      <h2
        class="title"
        tabindex="-1"
        aria-level=${headingLevel(model.headingLevel)}
        lang=""
        dir="auto"
        title=${title}
      >${title}</h2>
      <span class="status" data-category=${status.category}>
        ${glyph(statusGlyphs[status.category] ?? circleDashedGlyph)}${status.name}
      </span>
      ${desk?.inBar(head, now)}
      ${model.actions}
    </header>
    <div class="about">
      ${desk ? desk.below(head, now) : isComing ? html`<div class="bone words"></div>` : nothing}
      <div class="hint">
        ${said.map((each) => (each ? html`<p><bdi>${each}</bdi></p>` : nothing))}
        <label class="exact">
          <input type="checkbox" .checked=${!!model.exact} @change=${model.onExact} />
          <bdi>${messages.exactTimes}</bdi>
        </label>
      </div>
    </div>
  `;
}

/** By when the desk means to do what comes next, for whoever reported it. */
function aimOf({ head, messages, locale, now }: HeaderModel): string | undefined {
  const { clocks, status } = head.incident;
  if (/resolved|closed/.test(status.category)) return undefined;
  const next = [clocks.response, clocks.resolution].find(
    ({ stoppedAt, dueAt }) => stoppedAt === null && dueAt !== null,
  );
  const { dueAt, target } = next ?? {};
  if (!dueAt) return undefined;
  const when = formatDeadline(locale, dueAt);
  if (dueAt < now) return messages.late(when);
  return target === 'response' ? messages.aimToAnswer(when) : messages.aimToSolve(when);
}
