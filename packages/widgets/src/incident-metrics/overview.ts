import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { backAndForth } from '../base/figures/back-and-forth.ts';
import { format, formatInstant } from '../base/intl.ts';
import type { CardModel } from './card-model.ts';
import { countButton } from './figure-table.ts';
import type { Answer, Flow } from './figures.ts';
import type { GroupName } from './groups.ts';

/**
 * What is no single number: the ages of the backlog, the hours of the week, who has how much, what teams lose between them.
 * @param flow - undefined until it was read
 */
export function overview(group: GroupName, model: CardModel, flow: Flow | undefined): unknown {
  const { answer, words, level } = model;
  const section = (title: string, content: unknown) => html`
    <section class="wide" part="overview" aria-label=${title}>
      <h3 class="name" aria-level=${level}>${title}</h3>
      ${content}
    </section>
  `;
  if (group === 'work')
    return [section(words.ages, ages(model)), section(words.hours, hours(model))];
  if (group !== 'load') return nothing;
  const { teams, people } = answer;
  return [
    teams.length > 0 ? section(words.teams, load(teams, 'team', model)) : nothing,
    people && people.length > 0 ? section(words.people, load(people, 'assignee', model)) : nothing,
    flow && flow.n > 0 ? backAndForth({ ...model, answer: flow, open: model.openFlow }) : nothing,
  ];
}

function ages(model: CardModel): TemplateResult {
  const { answer, words, open } = model;
  const { bounds, counts } = answer.backlogByAge;
  const most = Math.max(1, ...counts);
  return html`
    <table class="bars">
      <tbody>
        ${counts.map((count, index) => {
          const [from = 0, to] = [bounds[index - 1], bounds[index]];
          const said = words.age(from / day, to === undefined ? null : to / day);
          const age = { from, ...(to !== undefined && { to }) };
          return html`
            <tr>
              <th scope="row">${said}</th>
              <td><i class="bar" ${cssVars({ '--share': count / most })}></i></td>
              <td>
                ${countButton(count, `${words.ages}: ${said}`, model, () => open('backlog', { age }, said))}
              </td>
            </tr>
          `;
        })}
      </tbody>
    </table>
  `;
}

/** 1 January 2024 was a Monday. */
const monday = 1_704_067_200_000;
const day = 86_400_000;

/** One of its cells is reached with Tab; from there arrows lead to the others. */
function hours({ answer, words, locale, open }: CardModel): TemplateResult {
  const most = Math.max(1, ...answer.hours);
  const named = (weekday: number, how: 'short' | 'long') =>
    formatInstant(locale, monday + weekday * day, { weekday: how, timeZone: 'UTC' });
  const hourNamed = (hour: number) => format(Intl.NumberFormat, locale, {}, hour);
  const first = answer.hours.findIndex((count) => count > 0);
  const cell = (count: number, place: number) => {
    if (count === 0) return nothing;
    const said = `${named(Math.floor(place / 24), 'long')}, ${hourNamed(place % 24)}`;
    return html`
      <button
        type="button"
        tabindex=${place === first ? 0 : -1}
        aria-label=${words.incidentsOf(count, said)}
        @click=${() => open('created', { hour: place }, said)}
      >
        ${count}
      </button>
    `;
  };
  return html`
    <div class="scroll" role="region" tabindex="0" aria-label=${words.tableOf(words.hours)}>
      <table class="hours" @keydown=${goTo}>
        <thead>
          <tr>
            <td></td>
            ${Array.from({ length: 24 }, (_, hour) => html`<th scope="col">${hourNamed(hour)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${Array.from(
            { length: 7 },
            (_, weekday) => html`
              <tr>
                <th scope="row"><abbr title=${named(weekday, 'long')}>${named(weekday, 'short')}</abbr></th>
                ${answer.hours.slice(24 * weekday, 24 * weekday + 24).map(
                  (count, hour) => html`
                    <td ${cssVars({ '--share': count / most })}>${cell(count, 24 * weekday + hour)}</td>
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

/** Arrows lead to the next cell that has something in it, as it is seen. */
function goTo(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  const table = currentTarget as HTMLElement;
  const cells = [...table.querySelectorAll('td:has(button)')].map((each) => ({
    button: each.querySelector('button') as HTMLElement,
    box: each.getBoundingClientRect(),
  }));
  const from = cells.find(({ button }) => button === target)?.box;
  const way = ways[key];
  if (!from || !way) return;
  const [dx, dy] = way;
  const distance = ({ box }: (typeof cells)[number]) => {
    const [x, y] = [box.x - from.x, box.y - from.y];
    const along = x * dx + y * dy;
    return along > 1 ? along + 3 * Math.abs(x * dy + y * dx) : Number.POSITIVE_INFINITY;
  };
  const next = cells.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  event.preventDefault();
  if (distance(next) === Number.POSITIVE_INFINITY) return;
  for (const { button } of cells) button.tabIndex = button === next.button ? 0 : -1;
  next.button.focus();
}

const ways: Record<string, readonly [x: number, y: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

function load(rows: Answer['teams'], by: 'team' | 'assignee', model: CardModel): TemplateResult {
  const { words, open } = model;
  const who = by === 'team' ? words.team : words.person;
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
          ${rows.map(({ key, name, open: n, resolved }) => {
            const said = name ?? key ?? words.nobody;
            const count = (figure: 'backlog' | 'resolved', each: number) =>
              countButton(each, `${said}, ${words.figures[figure]}`, model, () =>
                open(figure, { [by]: key }, said),
              );
            return html`
                <tr>
                  <th scope="row">${said}</th>
                  <td>${count('backlog', n)}</td>
                  <td>${count('resolved', resolved)}</td>
                </tr>
              `;
          })}
        </tbody>
      </table>
    </div>
  `;
}
