import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cssVars } from '../../base/css-vars.ts';
import type { DeskStory } from '../desk-seen.ts';
import type { ShownEntry } from '../shown-entry.ts';
import type { DayLine, Line } from './lines.ts';

export interface LinesModel {
  lines: readonly Line[];
  /** The indexes of those that are drawn, in order, and with each its day. */
  drawn: readonly number[];
  /** How high what lies between two places is. */
  between(from: number, to: number): number;
  entry(entry: ShownEntry): TemplateResult;
  day(startsAt: number, lines: unknown): TemplateResult;
  desk: DeskStory | undefined;
}

interface Row {
  key: string;
  template(): unknown;
}

/**
 * The lines that are drawn, under their days, with room for the others. Each keeps its elements while what comes before
 * it changes, and with them the focus.
 */
export function linesTemplate(model: LinesModel): unknown {
  const { lines, drawn, between } = model;
  const all: Row[] = [];
  let day: { key: string; startsAt: number; rows: Row[] } | undefined;
  let end = 0;
  const addGap = (to: Row[], next: number, template: (height: number) => TemplateResult) => {
    const height = between(end, next);
    // By the line before it, so that all keys keep one order whatever is drawn.
    const key = `after-${lines[end - 1]?.key}`;
    if (height > 0) to.push({ key, template: () => template(height) });
  };
  for (const index of drawn) {
    const line = lines[index] as Line;
    if ('startsAt' in line) {
      addGap(all, index, outerGap);
      const { key, startsAt } = line;
      const rows: Row[] = [];
      day = { key, startsAt, rows };
      all.push({ key, template: () => model.day(startsAt, rowsTemplate(rows)) });
    } else if (day) {
      addGap(day.rows, index, innerGap);
      day.rows.push({ key: line.key, template: () => lineTemplate(line, model) });
    }
    end = index + 1;
  }
  addGap(all, lines.length, outerGap);
  return rowsTemplate(all);
}

const rowsTemplate = (rows: Row[]) =>
  repeat(
    rows,
    ({ key }) => key,
    (row) => row.template(),
  );

const outerGap = (height: number) =>
  html`<p class="gap" aria-hidden="true" ${cssVars({ '--height': `${height}px` })}></p>`;

const innerGap = (height: number) =>
  html`<li class="gap" aria-hidden="true" ${cssVars({ '--height': `${height}px` })}></li>`;

function lineTemplate(line: Exclude<Line, DayLine>, { desk, entry }: LinesModel): unknown {
  if ('entry' in line) return entry(line.entry);
  const { fold } = line;
  return html`
    <li class="fold" ?data-folded=${!fold.isOpen}>
      ${desk?.foldLine(fold)}
    </li>
  `;
}
