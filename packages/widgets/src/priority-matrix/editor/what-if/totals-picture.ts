import type { PriorityMatrix } from '@incident-kit/server/domain';
import { html, type TemplateResult } from 'lit';
import { cssVars } from '../../../base/css-vars.ts';
import type { ElementMessages } from '../../../locales/language.ts';
import type { ReplayTotals } from './past-replay.ts';

type Words = ElementMessages['matrix-what-if'];

/** One line of a picture: how many there were, and would have been. */
interface Line {
  label: unknown;
  color: string | null;
  before: number;
  after: number;
}

/** How many incidents each priority has, and how many targets are missed: as it was, and under the draft. */
export function totalsPicture(
  { priorities, targets }: ReplayTotals,
  matrix: PriorityMatrix,
  { words, base }: { words: Words; base: PriorityMatrix },
): TemplateResult {
  // What the draft has no more stands where it stood: after those that it has.
  const gone = base.priorities.filter(({ id }) =>
    matrix.priorities.every((each) => each.id !== id),
  );
  const byPriority = [...matrix.priorities, ...gone].map(({ id, name, color }): Line => {
    const { before, after } = priorities[id] ?? { before: 0, after: 0 };
    return { label: html`<b>${id}</b> ${name}`, color, before, after };
  });
  const byTarget = (['response', 'resolution', 'update'] as const)
    .map((target): Line => {
      const { before, after } = targets[target];
      return {
        label: words.targets[target],
        color: null,
        before: before.missed,
        after: after.missed,
      };
    })
    // Most desks promise no updates.
    .filter(({ before, after }, index) => index < 2 || before + after > 0);
  return html`
    <div class="pictures">
      ${picture(words.priorities, words.priority, byPriority, words)}
      ${picture(words.missed, words.target, byTarget, words)}
    </div>
  `;
}

/** A table in which the numbers are drawn as bars, too. */
function picture(caption: string, first: string, lines: Line[], words: Words): TemplateResult {
  const most = Math.max(1, ...lines.flatMap(({ before, after }) => [before, after]));
  return html`
    <table class="picture">
      <caption>${caption}</caption>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          <td class="bars"></td>
          <th scope="col">${words.before}</th>
          <th scope="col">${words.after}</th>
          <th scope="col"><span class="quiet">${words.difference}</span></th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(
          ({ label, color, before, after }) => html`
            <tr>
              <th scope="row">${label}</th>
              <td class="bars" aria-hidden="true" ${cssVars({ '--priority': color })}>
                <i class="was" ${cssVars({ '--share': before / most })}></i>
                <i class="is" ${cssVars({ '--share': after / most })}></i>
              </td>
              <td>${words.number(before)}</td>
              <td>${words.number(after)}</td>
              <td class=${before === after ? 'hint' : 'different'}>${words.more(after - before)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}
