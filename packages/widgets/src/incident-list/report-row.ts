import type { IncidentRow, StatusCategory } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import { circleDashedGlyph } from '../base/glyphs/circle-dashed.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { pauseGlyph } from '../base/glyphs/pause.ts';
import { formatInstant } from '../base/intl.ts';
import type { IncidentListMessages } from '../locales/en/incident-list.ts';
import { aimOf } from './aim.ts';
import type { ListModel } from './list-view.ts';

const glyphs: Record<StatusCategory, string> = {
  new: circleDashedGlyph,
  active: clockGlyph,
  waiting: pauseGlyph,
  resolved: circleCheckGlyph,
  closed: circleCheckGlyph,
};

/** How it stands, in words for whoever reported it. What it waits for is said as the desk has named it. */
function statusOf({ status }: IncidentRow, { statuses, categories }: IncidentListMessages): string {
  const own: Record<string, string> = statuses;
  return (
    own[status.id] ?? (status.category === 'waiting' ? status.name : categories[status.category])
  );
}

/** A report as whoever made it sees it: a link where the page has one for it, else a button. */
export function reportRow(
  row: IncidentRow,
  model: ListModel,
  onOpen: (event: MouseEvent, incident: string) => void,
): TemplateResult {
  const { messages, locale, now } = model;
  const { incident, title, status, reportedAt, repliedAt } = row;
  const aim = {
    new: aimOf(row, messages, locale, now),
    active: aimOf(row, messages, locale, now),
    waiting: '',
    resolved: repliedAt === null ? messages.isItFixed : messages.replied,
    closed: '',
  }[status.category];
  const parts = html`
    <span class="title" lang="" dir="auto">${title}</span>
    <span class="state" data-category=${status.category}>${glyph(glyphs[status.category])}<bdi>${statusOf(row, messages)}</bdi></span>
    <span class="facts muted small"><bdi>${incident}</bdi><bdi>${messages.reported(formatInstant(locale, reportedAt, { dateStyle: 'medium' }))}</bdi></span>
    ${aim ? html`<span class="aim small"><bdi>${aim}</bdi></span>` : nothing}
  `;
  const href = model.hrefOf(incident);
  const current = model.chosen === incident ? 'true' : nothing;
  const open = (event: MouseEvent) => onOpen(event, incident);
  return href
    ? html`<a class="report" href=${href} data-incident=${incident} aria-current=${current} @click=${open}>${parts}</a>`
    : html`<button type="button" class="report" data-incident=${incident} aria-current=${current} @click=${open}>${parts}</button>`;
}
