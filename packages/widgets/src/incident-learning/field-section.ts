import { html, nothing, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { clockGlyph } from '../base/glyphs/clock.ts';
import { triangleAlertGlyph } from '../base/glyphs/triangle-alert.ts';
import { incidentAddress } from '../base/incident-address.ts';
import { format, formatInstant } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import { formatShare } from '../base/share.ts';
import type { IncidentLearningMessages } from '../locales/en/incident-learning.ts';
import { calibrationChart } from './calibration-chart.ts';
import type { Answer, Field, FieldAnswer, Figures } from './learning.ts';

export interface SectionModel {
  words: IncidentLearningMessages;
  locale: string;
  /** Of the section's heading, and of those in it. */
  levels: [section: unknown, part: unknown];
  promised: Answer['promised'];
  /** Where the page says that an incident has one of its own; anything. */
  href: unknown;
  /** What changes it; nothing for whoever may not. */
  control: unknown;
  onOpen(event: MouseEvent, incident: string): void;
}

/** How well a field is learned, and what is done with it. */
export function fieldSection(
  field: Field,
  answer: FieldAnswer,
  model: SectionModel,
): TemplateResult {
  const { words, levels, control } = model;
  const { how, figures } = answer;
  return html`
    <section part="field" data-field=${field} aria-label=${words.fields[field]}>
      <div class="first">
        <h3 aria-level=${levels[0]}>${words.fields[field]}</h3>
        <p class="how ${how}">${words.how[how]}</p>
      </div>
      ${figures ? figuresOf(field, answer, figures, model) : notice('', clockGlyph, words.reading)}
      ${control}
    </section>
  `;
}

function figuresOf(
  field: Field,
  answer: FieldAnswer,
  figures: Figures,
  model: SectionModel,
): unknown {
  const { words, locale, promised, levels } = model;
  const { judged, last, threshold, isStopped, stoppedAt, calibration } = figures;
  const isEarly = judged < promised.leastJudged;
  return html`
    ${isEarly ? tooFew(judged, model) : nothing}
    ${
      isStopped
        ? notice(
            'warning',
            triangleAlertGlyph,
            words.stopped(formatInstant(locale, stoppedAt ?? 0)),
          )
        : nothing
    }
    ${
      last.judged === 0
        ? nothing
        : html`
          <dl class="cards">
            ${card(words.right, last.right / last.judged, words.rightHint(last.judged), locale)}
            ${card(words.amongThree, last.amongThree / last.judged, words.amongThreeHint, locale)}
            ${card(words.set, last.set / last.judged, words.setHint(last.set, last.judged), locale)}
            ${
              last.precision
                ? card(
                    words.precision,
                    1 - last.setWrongly / last.set,
                    words.precisionHint(
                      ...([last.precision.low, last.precision.high] as const),
                      promised.precision,
                    ),
                    locale,
                  )
                : nothing
            }
          </dl>
          <p>
            ${isEarly ? nothing : threshold === null ? words.noThreshold : words.threshold(threshold)}
            ${words.hadItBeenOn(last.set, last.setWrongly)}
          </p>
          <div class="beside">
            <div class="part">
              <h4 aria-level=${levels[1]}>${words.calibration}</h4>
              ${calibrationChart(calibration, { words, locale, field: words.fields[field] })}
            </div>
            <div class="part">
              <h4 aria-level=${levels[1]}>${words.classes}</h4>
              ${classesTable(field, answer, figures, model)}
            </div>
          </div>
          ${wrongList(answer, figures, model)}
        `
    }
  `;
}

function tooFew(judged: number, { words, promised }: SectionModel): TemplateResult {
  const { leastJudged } = promised;
  return notice(
    '',
    circleAlertGlyph,
    html`
      ${words.tooFew(judged, leastJudged)}
      <progress aria-label=${words.progress} value=${judged} max=${leastJudged}></progress>
    `,
  );
}

function card(name: string, share: number, hint: string, locale: string): TemplateResult {
  return html`
    <div class="card" part="figure">
      <dt>${name}</dt>
      <dd class="value">${formatShare(locale, share)}</dd>
      <dd class="hint">${hint}</dd>
    </div>
  `;
}

function classesTable(
  field: Field,
  { names }: FieldAnswer,
  { classes }: Figures,
  { words, locale }: SectionModel,
): TemplateResult {
  const number = (value: number) => format(Intl.NumberFormat, locale, {}, value);
  return html`
    <div class="scroll tall" role="region" tabindex="0" aria-label=${words.tableOf(words.fields[field], words.classes)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.was[field]}</th>
            <th scope="col">${words.judged}</th>
            <th scope="col">${words.found}</th>
            <th scope="col">${words.suggested}</th>
          </tr>
        </thead>
        <tbody>
          ${classes.map(
            ({ id, judged, right, suggested }) => html`
              <tr>
                <th scope="row"><bdi>${names[id] ?? id}</bdi></th>
                <td>${number(judged)}</td>
                <td>${formatShare(locale, right / judged)}</td>
                <td>${number(suggested)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function wrongList(
  { names }: FieldAnswer,
  { wrong, last }: Figures,
  { words, href, onOpen }: SectionModel,
): unknown {
  if (wrong.length === 0) return nothing;
  const named = (id: string) => names[id] ?? id;
  return html`
    <details class="wrong" part="wrong">
      <summary>${words.wrongTitle}</summary>
      ${
        wrong.length < last.setWrongly
          ? html`<p class="hint">${words.listed(wrong.length, last.setWrongly)}</p>`
          : nothing
      }
      <ul>
        ${wrong.map(({ incident, suggested, actual, probability }) => {
          const address = incidentAddress(href, incident);
          const open = (event: MouseEvent) => onOpen(event, incident);
          return html`
            <li>
              ${
                address
                  ? html`<a href=${address} @click=${open}>${incident}</a>`
                  : html`<button type="button" class="plain" @click=${open}>${incident}</button>`
              }
              <span>${words.wrong(named(suggested), named(actual), probability)}</span>
            </li>
          `;
        })}
      </ul>
    </details>
  `;
}
