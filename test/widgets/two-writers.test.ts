import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-review/define.ts';
import type { IncidentReview } from '../../packages/widgets/src/incident-review/incident-review.ts';
import '../../packages/widgets/src/knowledge-article/define.ts';
import type { KnowledgeArticle } from '../../packages/widgets/src/knowledge-article/knowledge-article.ts';
import '../../packages/widgets/src/problem-list/define.ts';
import type { ProblemList } from '../../packages/widgets/src/problem-list/problem-list.ts';
import '../../packages/widgets/src/problem-record/define.ts';
import type { ProblemRecord } from '../../packages/widgets/src/problem-record/problem-record.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  focused,
  freshServer,
  isAccessible,
  press,
  recurringServer,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const list = html`<problem-list></problem-list>`;
const record = html`<problem-record problem="PRB-1"></problem-record>`;
const review = html`<incident-review incident="INC-1"></incident-review>`;

const goOn = 'Look at theirs, and go on with mine';

const problem = async () =>
  (await someone('grace').call((api) => api.problems.get.query({ problem: 'PRB-1' }))).problem;
const written = async () =>
  (await someone('grace').call((api) => api.reviews.get.query({ incident: 'INC-1' }))).review;

function valueIn(element: KitElement, field: string): string {
  return find<HTMLInputElement>(element, field).value;
}

async function opens(element: KitElement, opener: string, field: string): Promise<void> {
  find(element, opener).click();
  await until(() => focused(element)?.matches(field) === true, `${field} is there`);
}

describe('two who write about the same problem or review', () => {
  beforeEach(recurringServer);
  afterEach(clear);

  it('PRB-3: what somebody else wrote in other fields of a problem is not put back by going on with mine', async () => {
    const before = await problem();
    const element = await show<ProblemRecord>(record, 'grace');
    await opens(element, '.begin-edit', '#title');
    await type(element, '#workaround', 'Turn it twice.');
    await someone('amir').call((api) =>
      api.problems.edit.mutate({ problem: 'PRB-1', basedOn: 2, cause: 'The heater.' }),
    );
    find(element, '.doing .primary').click();
    await says(element, 'changed PRB-1 meanwhile');
    button(element, goOn).click();
    await says(element, 'What they wrote is in the form now.');
    expect(valueIn(element, '#cause')).to.equal('The heater.');
    expect(valueIn(element, '#workaround')).to.equal('Turn it twice.');
    expect(all(element, '.theirs')).to.be.empty;
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    expect(await problem()).to.include({
      ...{ cause: 'The heater.', workaround: 'Turn it twice.', description: before.description },
    });
  });

  it('PRB-3: a field of a problem that both changed has mine in it and theirs beside it until it is saved', async () => {
    const element = await show<ProblemRecord>(record, 'grace');
    await opens(element, '.begin-edit', '#title');
    await type(element, '#cause', 'The rolls.');
    const others = someone('amir');
    await others.call((api) =>
      api.problems.edit.mutate({ problem: 'PRB-1', basedOn: 2, cause: 'The heater.' }),
    );
    find(element, '.doing .primary').click();
    await says(element, 'changed PRB-1 meanwhile');
    button(element, goOn).click();
    await until(() => all(element, '#cause-theirs').length === 1, 'theirs is beside it');
    expect(find(element, '#cause-theirs .said').textContent).to.equal('The heater.');
    expect(valueIn(element, '#cause')).to.equal('The rolls.');
    await isAccessible(element);
    // Faster once more, elsewhere: what was not looked at yet stays.
    await others.call((api) =>
      api.problems.edit.mutate({ problem: 'PRB-1', basedOn: 3, title: 'Blank labels' }),
    );
    find(element, '.doing .primary').click();
    await until(() => all(element, '.doing .notice').length === 1, 'it is refused again');
    button(element, goOn).click();
    await until(() => valueIn(element, '#title') === 'Blank labels', 'it is in the form');
    expect(find(element, '#cause-theirs').textContent).to.include('The heater.');
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    expect(await problem()).to.include({ cause: 'The rolls.', title: 'Blank labels' });
  });

  it('REV-4: what somebody else wrote in a review, its actions too, is not lost by going on with mine', async () => {
    const before = await written();
    const [first, second] = before?.actions ?? [];
    if (!before || !first || !second) throw new Error('There is no review to begin from.');
    const element = await show<IncidentReview>(review, 'grace');
    await opens(element, '.begin', '#summary');
    await type(element, '#cause', 'Nobody looked at the rolls.');
    await type(element, '#what-1', 'Say so on each printer');
    button(element, 'Add an action').click();
    await until(() => all(element, '#what-2').length === 1, 'there is room for another');
    await type(element, '#what-2', 'Tell the depot');
    await someone('amir').call((api) =>
      api.reviews.write.mutate({
        ...{ incident: 'INC-1', basedOn: before.version, summary: 'Labels were blank all day.' },
        ...{ cause: before.cause, wentWell: before.wentWell, wentBadly: 'Nobody was told.' },
        actions: [
          { ...first, isDone: true },
          { ...second, due: null },
          { what: 'Look at the rolls first' },
        ],
      }),
    );
    find(element, '.doing .primary').click();
    await says(element, 'changed the review of INC-1 meanwhile');
    button(element, goOn).click();
    await until(() => all(element, '#what-3').length === 1, 'their action is there');
    expect(valueIn(element, '#summary')).to.equal('Labels were blank all day.');
    expect(all(element, '.theirs')).to.be.empty;
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    const after = await written();
    expect(after).to.include({
      ...{ summary: 'Labels were blank all day.', wentBadly: 'Nobody was told.' },
      cause: 'Nobody looked at the rolls.',
    });
    expect(after?.actions.map(({ what, due, isDone }) => ({ what, due, isDone }))).to.deep.equal([
      { what: 'Ask the maker for the old rolls', due: null, isDone: true },
      { what: 'Say so on each printer', due: null, isDone: true },
      { what: 'Tell the depot', due: null, isDone: false },
      { what: 'Look at the rolls first', due: null, isDone: false },
    ]);
  });

  it('REV-4: a section and an action that both changed show theirs beside mine', async () => {
    const before = await written();
    const [first, second] = before?.actions ?? [];
    if (!before || !first || !second) throw new Error('There is no review to begin from.');
    const element = await show<IncidentReview>(review, 'grace');
    await opens(element, '.begin', '#summary');
    await type(element, '#summary', 'Mine.');
    await type(element, '#due-0', '2027-03-01');
    await someone('amir').call((api) =>
      api.reviews.write.mutate({
        ...{ incident: 'INC-1', basedOn: before.version, summary: 'Theirs.' },
        actions: [{ ...first, due: '2027-02-01' }, second],
      }),
    );
    find(element, '.doing .primary').click();
    await says(element, 'changed the review of INC-1 meanwhile');
    button(element, goOn).click();
    await until(() => all(element, '.theirs').length === 2, 'theirs is beside both');
    expect(valueIn(element, '#summary')).to.equal('Mine.');
    expect(find(element, '#summary-theirs .said').textContent).to.equal('Theirs.');
    expect(valueIn(element, '#due-0')).to.equal('2027-03-01');
    expect(find(element, '.action .theirs').textContent).to.include('Feb 1, 2027');
    // What only they changed is theirs.
    expect(valueIn(element, '#cause')).to.equal('');
    await isAccessible(element);
  });

  it('KB-2: what somebody else wrote in the text of an article is not put back by a new title', async () => {
    await freshServer();
    const { article } = await someone('grace').call((api) =>
      api.knowledge.create.mutate({ title: 'How to print', body: 'Begun', language: 'en' }),
    );
    const content = html`<knowledge-article article-id=${article}></knowledge-article>`;
    const element = await show<KnowledgeArticle>(content, 'grace');
    button(element, 'Edit').click();
    await until(() => all(element, '#title').length > 0, 'the form is there');
    await type(element, '#title', 'How to print in colour');
    await someone('amir').call((api) =>
      api.knowledge.edit.mutate({
        ...{ article, basedOn: 1, title: 'How to print', body: 'Theirs', language: 'en' },
      }),
    );
    button(element, 'Save').click();
    await says(element, 'Somebody has changed the article meanwhile.');
    expect(valueIn(element, '#body')).to.equal('Theirs');
    expect(valueIn(element, '#title')).to.equal('How to print in colour');
    button(element, 'save mine').click();
    await until(() => all(element, '.desk').length > 0, 'it is shown');
    const { article: saved } = await someone('grace').call((api) =>
      api.knowledge.get.query({ article }),
    );
    expect(saved).to.include({ title: 'How to print in colour', body: 'Theirs' });
  });

  it('KB-2: nor by what was kept of it, written before somebody else wrote', async () => {
    await freshServer();
    const { article } = await someone('grace').call((api) =>
      api.knowledge.create.mutate({ title: 'How to scan', body: 'Begun', language: 'en' }),
    );
    const content = html`<knowledge-article article-id=${article}></knowledge-article>`;
    const opened = async () => {
      const element = await show<KnowledgeArticle>(content, 'grace');
      button(element, 'Edit').click();
      await until(() => all(element, '#title').length > 0, 'the form is there');
      return element;
    };
    await type(await opened(), '#title', 'How to scan in colour');
    await someone('amir').call((api) =>
      api.knowledge.edit.mutate({
        ...{ article, basedOn: 1, title: 'How to scan', body: 'Theirs', language: 'en' },
      }),
    );
    const element = await opened();
    expect(valueIn(element, '#title')).to.equal('How to scan in colour');
    button(element, 'Save').click();
    await says(element, 'Somebody has changed the article meanwhile.');
    expect(valueIn(element, '#body')).to.equal('Theirs');
    expect(valueIn(element, '#title')).to.equal('How to scan in colour');
    sessionStorage.clear();
  });
});

describe('what is being written about a problem or review', () => {
  beforeEach(recurringServer);
  afterEach(clear);

  it('PRB-3: nothing else can be begun in a problem that would drop it', async () => {
    const element = await show<ProblemRecord>(record, 'grace');
    await opens(element, '.begin-edit', '#title');
    await type(element, '#description', 'Long.');
    expect(all(element, '[class^=begin-]')).to.be.empty;
    find(element, '.unlink').click();
    await until(() => all(element, '.incidents li').length === 2, 'it is gone');
    expect(valueIn(element, '#description')).to.equal('Long.');
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    await opens(element, '.begin-link', '#text');
    await type(element, '#text', 'INC-4');
    expect(all(element, '[class^=begin-]')).to.be.empty;
  });

  it('PRB-1: nothing else can be begun in <problem-list> that would drop it, nor does its hint go', async () => {
    const element = await show<ProblemList>(list, 'grace');
    await opens(element, '.create', '#text');
    await type(element, '#text', 'A title');
    expect(all(element, '.hint-card .actions')).to.be.empty;
    await press(element, find(element, '#text'), 'Escape');
    await says(element, 'Discard what you wrote?');
    find(element, '.discard').click();
    await until(() => all(element, '.hint-card .dismiss').length > 0, 'the hint can be dismissed');
    await opens(element, '.hint-card .dismiss', '#text');
    await type(element, '#text', 'They are being rebuilt.');
    expect(all(element, '.create')).to.be.empty;
    const others = someone('amir');
    const { hints } = await others.call((api) => api.problems.hints.query());
    await others.call((api) =>
      api.problems.dismissHint.mutate({ hint: hints[0]?.id ?? '', reason: 'Seen.' }),
    );
    button(element, 'Refresh').click();
    await says(element, '1 hint rests');
    expect(valueIn(element, '#text')).to.equal('They are being rebuilt.');
  });

  for (const [name, content, opener, field, first] of [
    ['a problem', record, '.begin-edit', '#cause', '#title'],
    ['how a problem was resolved', record, '.begin-resolved', '#text', '#text'],
    ['a review', review, '.begin', '#wentBadly', '#summary'],
    ['a new problem', list, '.create', '#text', '#text'],
  ] as const) {
    it(`PRB-3 REV-4: Escape asks before it drops ${name}, and drops nothing when pressed again`, async () => {
      const element = await show<ProblemRecord>(content, 'grace');
      await opens(element, opener, first);
      await press(element, find(element, field), 'Escape');
      await until(() => all(element, 'form').length === 0, 'with nothing written it is left');
      await opens(element, opener, first);
      await type(element, field, 'Long to write.');
      find(element, field).focus();
      await press(element, find(element, field), 'Escape');
      await until(() => focused(element)?.matches('.go-on') === true, 'it asks');
      await isAccessible(element);
      await press(element, find(element, '.go-on'), 'Escape');
      await until(() => focused(element)?.matches(field) === true, 'it goes on where it was');
      expect(valueIn(element, field)).to.equal('Long to write.');
      button(element, 'Cancel').click();
      await until(() => focused(element)?.matches('.go-on') === true, 'it asks again');
      button(element, 'Discard').click();
      await until(() => focused(element)?.matches(opener) === true, 'it was left');
      expect(all(element, 'form')).to.be.empty;
    });
  }

  it('PRB-3 REV-4: is there again after another was looked at, for the same person alone', async () => {
    for (const [content, attribute, own, other, opener, field, first] of [
      [record, 'problem', 'PRB-1', 'PRB-2', '.begin-edit', '#cause', '#title'],
      [review, 'incident', 'INC-1', 'INC-2', '.begin', '#cause', '#summary'],
    ] as const) {
      const element = await show<ProblemRecord>(content, 'grace');
      await opens(element, opener, first);
      await type(element, field, 'Long to write.');
      element.setAttribute(attribute, other);
      await until(() => all(element, opener).length === 1, 'the other is there');
      expect(all(element, 'form')).to.be.empty;
      element.setAttribute(attribute, own);
      await until(() => all(element, field).length === 1, 'the form is there again');
      expect(valueIn(element, field)).to.equal('Long to write.');
      const provider = element.closest('incident-provider');
      if (!provider) throw new Error('There is no provider.');
      provider.tokenUrl = '/token/amir';
      await until(() => all(element, opener).length === 1, 'somebody else is there');
      expect(textOf(element)).not.to.include('Long to write.');
    }
  });

  it('PRB-1: <problem-list> shows at once what is done to a problem elsewhere on the page', async () => {
    const element = await show<ProblemList>([list, record], 'grace');
    const shown = document.querySelector<ProblemRecord>('problem-record');
    if (!shown) throw new Error('There is no record beside it.');
    await comesTo(shown, 'ready');
    expect(all(element, '.problem')).to.have.length(2);
    await opens(shown, '.begin-resolved', '#text');
    await type(shown, '#text', 'Other printers.');
    find(shown, '.doing .primary').click();
    await until(() => all(element, '.problem').length === 1, 'it is open no more');
  });
});
