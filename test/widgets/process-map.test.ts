import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/process-map/define.ts';
import { type Arc, layoutOf } from '../../packages/widgets/src/process-map/layout.ts';
import type { ProcessMap } from '../../packages/widgets/src/process-map/process-map.ts';
import { showsFiguresAsChosen } from './support/figures-as-chosen.ts';
import {
  all,
  button,
  choose,
  clear,
  find,
  focused,
  says,
  show,
  textOf,
  unplug,
  until,
} from './support/stage.ts';

const map = html`<process-map></process-map>`;
const numberIn = (words: string | null | undefined) => Number.parseInt(words ?? '', 10);

describe('<process-map>', () => {
  afterEach(clear);

  it('PRC-2: shows how long incidents were where, and shares that add up', async () => {
    const element = await show<ProcessMap>(map, 'grace');
    const shares = all(element, '.node .name b').map((each) =>
      Number.parseFloat(each.textContent ?? ''),
    );
    expect(shares.length).to.be.greaterThan(1);
    expect(shares.reduce((sum, each) => sum + each, 0)).to.be.closeTo(100, 0.5);
    const sentence = find(element, '.lines').ariaLabel ?? '';
    expect(sentence).to.match(/^Where the time of \d+ incidents went, .+ altogether: /);
    // All that is drawn is in the tables as well.
    await until(() => all(element, 'details table').length > 0, 'the tables are there');
    const rows = all(element, 'details table:first-of-type tbody tr');
    expect(rows.length).to.be.at.least(shares.length);
  });

  it('PRC-2: opens the incidents behind a node and behind a line, as many as it says', async () => {
    const element = await show<ProcessMap>(map, 'grace');
    await until(() => all(element, 'details table').length > 0, 'the tables are there');
    for (const opener of [find(element, '.node'), find(element, 'td button[aria-label*="→"]')]) {
      opener.closest('details')?.toggleAttribute('open', true);
      const said = opener.querySelector('.hint')?.textContent ?? opener.textContent;
      opener.click();
      await until(() => all(element, '.incidents li').length > 0, 'they are there');
      expect(all(element, '.incidents li')).to.have.length(numberIn(said));
      expect(focused(element)?.className).to.equal('behind');
      button(element, 'Close').click();
      await until(() => all(element, '.behind').length === 0, 'it is closed');
    }
  });

  showsFiguresAsChosen(map, (element) => find(element, '.node'));

  it('is a map of teams when that is chosen, and of what the filters let through', async () => {
    const element = await show<ProcessMap>(map, 'grace');
    await choose(element, '#by', 'team');
    await says(element, 'No team');
    const before = textOf(element);
    await choose(element, '#priority', 'P1');
    await until(() => textOf(element) !== before, 'there are fewer');
  });

  it('keeps what it has while the server is out of reach', async () => {
    const element = await show<ProcessMap>(map, 'grace');
    const count = all(element, '.node').length;
    const plug = unplug();
    try {
      await says(element, 'There is no connection to the server.');
      await choose(element, '#days', '90');
      await says(element, 'What is shown is still of: Last 30 days');
      expect(all(element, '.node')).to.have.length(count);
    } finally {
      plug();
    }
  });

  it('cuts nothing where there is little room, in text of twice the size either', async () => {
    const { style } = document.documentElement;
    try {
      for (const by of ['stage', 'team']) {
        for (const [size, width] of [
          ['100%', 320],
          ['100%', 288],
          ['100%', 420],
          ['200%', 640],
          ['200%', 320],
          ['200%', 288],
        ] as const) {
          style.fontSize = size;
          const room = styleMap({ 'inline-size': `${width}px`, 'font-size': '1rem' });
          const element = await show<ProcessMap>(
            html`<div style=${room}><process-map by=${by}></process-map></div>`,
            'grace',
          );
          for (const box of all(element, '.node, .node *, .end')) {
            const { scrollWidth, clientWidth, scrollHeight, clientHeight } = box;
            const said = `${box.textContent?.trim()} at ${width} px, ${size}`;
            if (getComputedStyle(box).display === 'inline') continue;
            expect(scrollWidth, said).to.be.at.most(clientWidth + 1);
            expect(scrollHeight, said).to.be.at.most(clientHeight + 1);
          }
          clear();
        }
      }
    } finally {
      style.fontSize = '';
    }
  });

  it('PRC-5: is not for those who report', async () => {
    const refused = await show<ProcessMap>(map, 'rosa', 'error');
    expect(all(refused, '.node')).to.be.empty;
  });

  it('draws lines back at their side, and no label over another', () => {
    const visits = { n: 1, median: 1, medianInterval: { low: null, high: null } };
    const keys = ['a', 'b', 'c', 'd'];
    const nodes = keys.map((key, place) => ({
      ...{ key, category: null, incidents: 1, total: 1, place },
      visits: { ...visits, p90: 1, p90Interval: visits.medianInterval, mean: 1 },
    }));
    const places = ['begin', ...keys.map((key) => ({ key })), 'end'] as const;
    const moves = places.flatMap((from) =>
      places.map((to) => ({ from, to, count: 3, incidents: 2, back: 0 }) as never),
    );
    const layout = layoutOf({ nodes, moves });
    expect(layout.steps).to.have.length(5);
    for (const arcs of [layout.forward, layout.back]) {
      const labels = arcs.map(({ labelY }: Arc) => labelY);
      expect(labels).to.have.length(7);
      expect(labels.every((y, index) => index === 0 || y - (labels[index - 1] ?? 0) >= 22)).to.be
        .true;
    }
    expect(layout.back.every(({ from, to }) => to < from)).to.be.true;
    expect(layout.isWhole).to.be.false;
  });
});
