import { html, type TemplateResult } from 'lit';
import type { KitApi } from '../../client/api.ts';
import { percent, span, whole } from './say.ts';

type Answer = Awaited<ReturnType<KitApi['metrics']['process']['query']>>;
type FlowPart = Parameters<KitApi['metrics']['processIncidents']['query']>[0]['of'];

interface BackAndForthMessages {
  backAndForth: string;
  noneLost: string;
  ofAll(share: string): string;
  lostEach(median: string, p90: string): string;
  lostMeans: string;
  pairs: string;
  pair: string;
  lost: string;
  times: string;
  incidentsHead: string;
  between(one: string, other: string): string;
  noTeam: string;
  incidents(n: number): string;
  incidentsOf(n: number, what: string): string;
}

interface BackAndForthModel {
  answer: Answer;
  words: BackAndForthMessages;
  locale: string;
  /** Of the heading, see `headingLevel`. */
  level: unknown;
  /** Shows the incidents behind a part; `what` says which it is. */
  open(part: FlowPart, what: string): void;
}

/** Pairs that are shown: those that lost most. */
const mostPairs = 20;

/** What was lost by going back and forth between teams. */
export function backAndForth(model: BackAndForthModel): TemplateResult {
  const { answer, words, level } = model;
  const isNone = answer.backAndForth.pairs.length === 0;
  return html`
    <section class="wide" part="back-and-forth" aria-label=${words.backAndForth}>
      <h3 class="name" aria-level=${level}>${words.backAndForth}</h3>
      ${isNone ? html`<p class="hint">${words.noneLost}</p>` : lost(model)}
    </section>
  `;
}

function lost({ answer, words, locale, open }: BackAndForthModel): TemplateResult {
  const { total, incidents, pairs } = answer.backAndForth;
  const { n, median, p90 } = incidents;
  const team = (key: string | null) =>
    key === null ? words.noTeam : (answer.names.team[key] ?? key);
  const heads = [words.pair, words.lost, words.times, words.incidentsHead];
  return html`
    <p class="value">
      ${span(locale, total)}
      <span class="hint">${words.ofAll(percent(locale, total / (answer.total || 1)))}</span>
    </p>
    <p class="hint">${words.lostEach(span(locale, median ?? 0), span(locale, p90 ?? 0))}</p>
    <div class="foot">
      <button
        type="button"
        class="plain small"
        aria-label=${words.incidentsOf(n, words.backAndForth)}
        @click=${() => open({ part: 'back-and-forth' }, words.backAndForth)}
      >
        ${words.incidents(n)}
      </button>
    </div>
    <div class="scroll" role="region" tabindex="0" aria-label=${words.pairs}>
      <table>
        <thead>
          <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
        </thead>
        <tbody>
          ${pairs.slice(0, mostPairs).map(({ teams: [one, other], ...pair }) => {
            const what = words.between(team(one), team(other));
            return html`
              <tr>
                <th scope="row">${what}</th>
                <td>${span(locale, pair.total)}</td>
                <td>${whole(locale, pair.times)}</td>
                <td>
                  <button
                    type="button"
                    class="plain small"
                    aria-label=${words.incidentsOf(pair.incidents, what)}
                    @click=${() => open({ part: 'pair', teams: [one, other] }, what)}
                  >
                    ${whole(locale, pair.incidents)}
                  </button>
                </td>
              </tr>
            `;
          })}
        </tbody>
      </table>
    </div>
    <p class="hint">${words.lostMeans}</p>
  `;
}
