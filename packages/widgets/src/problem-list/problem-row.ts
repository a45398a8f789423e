import { html, type TemplateResult } from 'lit';
import { glyph } from '../base/glyph.ts';
import { formatInstant } from '../base/intl.ts';
import { problemGlyphs } from '../base/problem-glyphs.ts';
import type { ProblemListMessages } from '../locales/en/problem-list.ts';
import type { ProblemRowView, Problems } from './problem-pages.ts';

interface RowModel {
  words: ProblemListMessages;
  locale: string;
  names: Problems['names'];
  address(problem: string): string | undefined;
  onOpen(event: MouseEvent, problem: string): void;
}

/** A problem in the list, as a whole to be opened. */
export function problemRow(row: ProblemRowView, model: RowModel): TemplateResult {
  const { words, locale, names, address, onOpen } = model;
  const { problem, state, title, service, team, incidents, at } = row;
  const href = address(problem);
  const open = (event: MouseEvent) => onOpen(event, problem);
  const said = html`<span class="reference">${problem}</span>
    <span lang="" dir="auto">${title}</span>`;
  const facts = [
    ...(service === null ? [] : [names.service[service] ?? service]),
    ...(team === null ? [] : [names.team[team] ?? team]),
    words.linked(incidents),
    words.changed(formatInstant(locale, at, { dateStyle: 'medium' })),
  ];
  return html`
    <li class="problem ${state}" part="problem" data-problem=${problem}>
      ${
        href
          ? html`<a class="opener" href=${href} @click=${open}>${said}</a>`
          : html`<button type="button" class="plain opener" @click=${open}>${said}</button>`
      }
      <span class="state ${state}">${glyph(problemGlyphs[state])}${words.states[state]}</span>
      <span class="hint facts"><bdi>${facts.join(' · ')}</bdi></span>
    </li>
  `;
}
