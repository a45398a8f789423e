import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { whole } from '../base/figures/say.ts';
import { format, formatInstant } from '../base/intl.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { Answer } from './figures.ts';

interface OverviewModel {
  answer: Answer;
  words: IncidentMetricsMessages;
  locale: string;
  /** Of a figure's heading, see `headingLevel`. */
  level: unknown;
}

/** What is no single number: the ages of the backlog, the hours of the week, who has how much. */
export function overview(model: OverviewModel): TemplateResult {
  const { answer, words, level } = model;
  const section = (title: string, content: unknown) => html`
    <section class="wide" part="overview" aria-label=${title}>
      <h3 class="name" aria-level=${level}>${title}</h3>
      ${content}
    </section>
  `;
  return html`
    ${section(words.ages, ages(model))} ${section(words.hours, hours(model))}
    ${answer.teams.length > 0 ? section(words.teams, load(answer.teams, words.team, model)) : nothing}
    ${
      answer.people && answer.people.length > 0
        ? section(words.people, load(answer.people, words.person, model))
        : nothing
    }
  `;
}

function ages({ answer, words, locale }: OverviewModel): TemplateResult {
  const { bounds, counts } = answer.backlogByAge;
  const most = Math.max(1, ...counts);
  const days = bounds.map((each) => each / 86_400_000);
  return html`
    <table class="bars">
      <tbody>
        ${counts.map(
          (count, index) => html`
            <tr>
              <th scope="row">
                ${words.age(days[index - 1] ?? 0, days[index] ?? null)}
              </th>
              <td><i class="bar" ${cssVars({ '--share': count / most })}></i></td>
              <td>${whole(locale, count)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** 1 January 2024 was a Monday. */
const monday = 1_704_067_200_000;
const day = 86_400_000;

function hours({ answer, words, locale }: OverviewModel): TemplateResult {
  const most = Math.max(1, ...answer.hours);
  const named = (index: number, weekday: 'short' | 'long') =>
    formatInstant(locale, monday + index * day, { weekday, timeZone: 'UTC' });
  return html`
    <div class="scroll" role="region" tabindex="0" aria-label=${words.tableOf(words.hours)}>
      <table class="hours">
        <thead>
          <tr>
            <td></td>
            ${Array.from(
              { length: 24 },
              (_, hour) =>
                html`<th scope="col">${format(Intl.NumberFormat, locale, {}, hour)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: 7 },
            (_, weekday) => html`
              <tr>
                <th scope="row"><abbr title=${named(weekday, 'long')}>${named(weekday, 'short')}</abbr></th>
                ${answer.hours.slice(24 * weekday, 24 * weekday + 24).map(
                  (count) => html`
                    <td ${cssVars({ '--share': count / most })}>${count || ''}</td>
                  `,
                )}
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function load(
  rows: Answer['teams'],
  who: string,
  { words, locale }: OverviewModel,
): TemplateResult {
  return html`
    <div class="scroll" role="region" tabindex="0" aria-label=${words.tableOf(who)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${who}</th>
            <th scope="col">${words.openHead}</th>
            <th scope="col">${words.resolvedHead}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ key, name, open, resolved }) => html`
              <tr>
                <th scope="row">${name ?? key ?? words.nobody}</th>
                <td>${whole(locale, open)}</td>
                <td>${whole(locale, resolved)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}
