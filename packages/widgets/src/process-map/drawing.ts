import { html, nothing, type TemplateResult } from 'lit';
import { cssVars } from '../base/css-vars.ts';
import { percent, span, whole } from '../base/figures/say.ts';
import { type FlowModel, type FlowNode, nameOf, placeName } from './flow.ts';
import { type Arc, box, type Drawn, type Layout, layoutOf, middle, row, side } from './layout.ts';

/**
 * The map: nodes below each other in the order in which incidents come to them; what goes past some of them is at the
 * side where lines begin, what goes back at the other. The lines are one picture with a sentence; the nodes and the
 * counts on the lines are buttons over it.
 */
export function drawing(model: FlowModel): TemplateResult {
  const { answer, words } = model;
  const layout = layoutOf(answer);
  const last = layout.nodes.length + 1;
  return html`
    <div class="map" part="map" ${cssVars({ '--height': layout.height })}>
      <div class="lines" role="img" aria-label=${sentence(model)}>
        ${arcsAt('forward', layout.forward, layout)} ${stepsOf(layout)}
        ${arcsAt('back', layout.back, layout)}
      </div>
      <div class="places" role="group" aria-label=${words.map}>
        <span class="end" ${top(0)}>${words.reported}</span>
        ${layout.nodes.map((node, index) => nodeButton(node, index + 1, model))}
        <span class="end" ${top(last)}>${words.resolved}</span>
        ${layout.steps.map((step) => label(step, 'step', model))}
        ${layout.forward.map((arc) => label(arc, 'forward', model))}
        ${layout.back.map((arc) => label(arc, 'back', model))}
      </div>
    </div>
    ${layout.isWhole ? nothing : html`<p class="hint">${words.notAll}</p>`}
  `;
}

/** What somebody is told who does not see it. */
function sentence({ answer, words, locale, ...rest }: FlowModel): string {
  const { total, n } = answer;
  const model = { answer, words, locale, ...rest };
  const longest = answer.nodes
    .toSorted((a, b) => b.total - a.total)
    .slice(0, 4)
    .map((node) => `${nameOf(node.key, model)} ${percent(locale, node.total / (total || 1))}`);
  const back = answer.moves.reduce((sum, move) => sum + move.back, 0);
  return words.sentence(n, span(locale, total), longest.join(', '), back);
}

const top = (place: number) => cssVars({ '--top': place * row });

function nodeButton(node: FlowNode, place: number, model: FlowModel): TemplateResult {
  const { answer, words, locale } = model;
  const name = nameOf(node.key, model);
  const share = node.total / (answer.total || 1);
  const median = node.visits.median === null ? '–' : span(locale, node.visits.median);
  return html`
    <button
      type="button"
      class="node ${node.category ?? ''}"
      ${cssVars({ '--top': place * row, '--share': share })}
      @click=${() => model.open({ part: 'node', key: node.key }, name)}
    >
      <span class="name"><bdi>${name}</bdi> <b>${percent(locale, share)}</b></span>
      <span class="hint">${words.node(node.incidents, median)}</span>
    </button>
  `;
}

function label(drawn: Drawn | Arc, kind: string, model: FlowModel): TemplateResult {
  const { move, from, to } = drawn;
  const what = model.words.move(placeName(move.from, model), placeName(move.to, model));
  const y = 'labelY' in drawn ? drawn.labelY : (middle(from) + middle(to)) / 2;
  const x = 'reach' in drawn ? drawn.reach : 0;
  return html`
    <button
      type="button"
      class="label ${kind}"
      aria-label=${model.words.moveTimes(what, move.count)}
      ${cssVars({ '--top': y, '--reach': x })}
      @click=${() => model.open({ part: 'move', from: move.from, to: move.to }, what)}
    >
      <small>${whole(model.locale, move.count)}</small>
    </button>
  `;
}

/** From one box to the next below it. */
function stepsOf({ steps }: Layout): unknown {
  return steps.map(({ from, width }) => {
    const y = from * row + box;
    return html`<i class="step" ${cssVars({ '--top': y, '--width': `${width}px` })}></i>`;
  });
}

/** A picture for each, as they differ in width. */
function arcsAt(kind: 'forward' | 'back', arcs: readonly Arc[], { height }: Layout): unknown {
  return arcs.map((arc) => {
    const { line, head } = pathOf(arc);
    return html`
      <svg
        class="arc ${kind}"
        viewBox="0 0 ${side} ${height}"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path class="line" d=${line} stroke-width=${round(arc.width)} />
        <path class="head" d=${head} />
      </svg>
    `;
  });
}

/** From a box's side out and back to the other's; what begins there is below or above what ends there. */
function pathOf({ from, to, reach, width }: Arc) {
  const down = to > from ? 1 : -1;
  const [begin, end] = [middle(from) + down * 12, middle(to) - down * 12];
  const bend = down * Math.min(30, Math.abs(end - begin) / 3);
  const x = round(reach);
  const out = `C${x} ${begin} ${x} ${begin} ${x} ${round(begin + bend)}`;
  const back = `C${x} ${end} ${x} ${end} 7 ${end}`;
  const half = round(3 + width / 2);
  return {
    line: `M0 ${begin}${out}V${round(end - bend)}${back}`,
    head: `M0 ${end}l9 ${-half}v${2 * half}Z`,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
