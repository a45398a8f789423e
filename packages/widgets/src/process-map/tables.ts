import { html, nothing, type TemplateResult } from 'lit';
import { backAndForth } from '../base/figures/back-and-forth.ts';
import { percent, span, whole } from '../base/figures/say.ts';
import { type FlowModel, type FlowNode, type FlowPart, nameOf, placeName } from './flow.ts';

/** What the map draws, and what it leaves out, as tables; and what was lost between teams. */
export function tables(model: FlowModel): TemplateResult {
  const { answer, words } = model;
  return html`
    <details>
      <summary>${words.asTable}</summary>
      ${table(
        words.nodes[answer.by],
        [
          words.nodeHead[answer.by],
          words.incidentsHead,
          words.visits,
          words.median,
          words.interval,
          words.p90,
          words.mean,
          words.total,
          words.share,
        ],
        answer.nodes.map((node) => nodeRow(node, model)),
      )}
      ${table(
        words.moves,
        [words.from, words.to, words.times, words.back, words.incidentsHead],
        answer.moves.map((move) => moveRow(move, model)),
      )}
    </details>
    ${backAndForth(model)}
  `;
}

function nodeRow(node: FlowNode, model: FlowModel): TemplateResult {
  const { answer, words, locale } = model;
  const { key, incidents, visits, total } = node;
  const name = nameOf(key, model);
  const said = (ms: number | null) => (ms === null ? '–' : span(locale, ms));
  const { low, high } = visits.medianInterval;
  return html`
    <tr>
      <th scope="row">${name}</th>
      <td>${opener({ part: 'node', key }, name, incidents, model)}</td>
      <td>${whole(locale, visits.n)}</td>
      <td>${said(visits.median)}</td>
      <td>${low === null && high === null ? words.tooFew : words.range(said(low), said(high))}</td>
      <td>${said(visits.p90)}</td>
      <td>${said(visits.mean)}</td>
      <td>${span(locale, total)}</td>
      <td>${percent(locale, total / (answer.total || 1))}</td>
    </tr>
  `;
}

function moveRow(move: FlowModel['answer']['moves'][number], model: FlowModel): TemplateResult {
  const { locale, words } = model;
  const [from, to] = [placeName(move.from, model), placeName(move.to, model)];
  const part: FlowPart = { part: 'move', from: move.from, to: move.to };
  return html`
    <tr>
      <td>${from}</td>
      <td>${to}</td>
      <td>${whole(locale, move.count)}</td>
      <td>${move.back === 0 ? nothing : whole(locale, move.back)}</td>
      <td>${opener(part, words.move(from, to), move.incidents, model)}</td>
    </tr>
  `;
}

/** Shows the incidents behind a part. */
function opener(
  part: FlowPart,
  what: string,
  n: number,
  { words, locale, open }: FlowModel,
): TemplateResult {
  return html`
    <button
      type="button"
      class="plain small"
      aria-label=${words.incidentsOf(n, what)}
      @click=${() => open(part, what)}
    >
      ${whole(locale, n)}
    </button>
  `;
}

function table(title: string, heads: readonly string[], rows: readonly unknown[]): TemplateResult {
  return html`
    <div class="scroll" role="region" tabindex="0" aria-label=${title}>
      <table>
        <caption>${title}</caption>
        <thead>
          <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  `;
}
