import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-learning/define.ts';
import type { IncidentLearning } from '../../packages/widgets/src/incident-learning/incident-learning.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  isAccessible,
  learnedServer,
  show,
  someone,
  textOf,
  until,
} from './support/stage.ts';

const learning = html`<incident-learning href="/incidents/{incident}"></incident-learning>`;

const readRules = () =>
  someone('amir').call((api) => api.configuration.get.query({ kind: 'routing-rules' }));

async function shown(who: 'amir' | 'grace'): Promise<IncidentLearning> {
  const element = await show<IncidentLearning>(learning, who);
  await until(() => all(element, '.calibration').length === 2, 'it has read what there is');
  return element;
}

const wordsIn = (part: Element) => (part.textContent ?? '').replace(/\s+/g, ' ');

describe('<incident-learning>', () => {
  before(learnedServer);
  afterEach(clear);

  it('LRN-2 LRN-4: shows how well each field is learned, drawn and as a table, and what would have been wrong', async () => {
    const element = await shown('grace');
    const text = wordsIn(find(element, '[data-field=category]'));
    expect(text).to.match(/Right \d\d% of the last \d{3} that were judged/);
    expect(text).to.match(/Of these right \d\d% \d\d% to \d\d% in truth, nine times of ten/);
    expect(text).to.match(
      /Had it been on all the while, (\d+) would have been set, (\d+|none) of them wrongly/,
    );
    expect(text).to.include('Sets what is sure');
    const chart = find(element, '.calibration svg');
    expect(chart.getAttribute('role')).to.equal('img');
    expect(chart.getAttribute('aria-label')).to.match(/Where it says \d+% on average, it is right/);
    expect(all(element, '[data-field=category] .tall tbody tr')).to.have.length(3);
    const [wrong] = all(element, '.wrong a');
    expect(wrong?.getAttribute('href')).to.match(/^\/incidents\/INC-\d+$/);
    expect(wordsIn(wrong?.parentElement as HTMLElement)).to.match(/\(\d+%\); it was /);
    // Of too few nothing is claimed.
    const team = find(element, '[data-field=team]');
    expect(wordsIn(team)).to.match(/Too few: \d+ of its predictions were judged/);
    expect(team.querySelector('progress')?.max).to.equal(200);
    await isAccessible(element);
  });

  it('LRN-2: whoever may says what is done with it, and keeps all else of the routing rules', async () => {
    const element = await shown('amir');
    const { current: before } = await readRules();
    find<HTMLInputElement>(element, '[data-field=team] [value=set]').click();
    await element.updateComplete;
    await isAccessible(element);
    button(element, 'Apply').click();
    await until(() => textOf(element).includes('Teams: applied.'), 'it says so');
    await until(() => focused(element)?.matches('[value=set]'), 'the focus stays there');
    const { current } = await readRules();
    expect(current.version).to.equal(before.version + 1);
    expect(current.document).to.deep.equal({
      ...(before.document as object),
      learning: { category: 'set', team: 'set' },
    });
  });

  it('is only read by whoever may not change it', async () => {
    const element = await shown('grace');
    expect(all(element, 'form')).to.have.length(0);
    clear();
    const readonly = await show<IncidentLearning>(
      html`<incident-learning readonly></incident-learning>`,
      'amir',
    );
    expect(all(readonly, 'form')).to.have.length(0);
  });
});
