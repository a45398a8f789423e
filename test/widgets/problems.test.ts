import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-review/define.ts';
import type { IncidentReview } from '../../packages/widgets/src/incident-review/incident-review.ts';
import { reviewMarkdown } from '../../packages/widgets/src/incident-review/review-markdown.ts';
import { messages as reviewWords } from '../../packages/widgets/src/locales/en/incident-review.ts';
import '../../packages/widgets/src/problem-list/define.ts';
import type { ProblemList } from '../../packages/widgets/src/problem-list/problem-list.ts';
import '../../packages/widgets/src/problem-record/define.ts';
import type { ProblemRecord } from '../../packages/widgets/src/problem-record/problem-record.ts';
import {
  all,
  button,
  clear,
  find,
  focused,
  isAccessible,
  next,
  press,
  recurringServer,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

const list = html`<problem-list href="/problems/{problem}"></problem-list>`;
const record = html`<problem-record problem="PRB-1"></problem-record>`;
const review = html`<incident-review incident="INC-1"></incident-review>`;

describe('problems and reviews', () => {
  beforeEach(recurringServer);
  afterEach(clear);

  it('PRB-1: <problem-list> shows hints with what was expected and seen, and the problems', async () => {
    const element = await show<ProblemList>(list, 'grace');
    const hint = find(element, '.hint-card').textContent?.replace(/\s+/g, ' ');
    expect(hint).to.include('The same words:').and.include('“badge”');
    expect(hint).to.include('8 incidents in the last 28 days, 0 expected');
    expect(hint).to.match(/From report to resolution, altogether: \d+ hours/);
    const rows = all(element, '.problem').map((each) => each.querySelector('.state')?.textContent);
    expect(rows).to.deep.equal(['Open', 'Known error']);
    expect(find(element, '.problem a').getAttribute('href')).to.equal('/problems/PRB-2');
    await isAccessible(element);
  });

  it('PRB-1: makes a problem of a hint, with its incidents, and tells the page of it', async () => {
    const element = await show<ProblemList>(list, 'grace');
    button(element, 'Open a problem').click();
    await until(() => focused(element)?.id === 'text', 'it asks for a title');
    await isAccessible(element);
    await type(element, '#text', 'Badge readers fail');
    const selected = next(element, 'problem-selected');
    find(element, '.doing .primary').click();
    expect((await selected).detail).to.deep.equal({ problem: 'PRB-3', isNew: true });
    await says(element, 'PRB-3 was opened.');
    await until(() => all(element, '.hint-card').length === 0, 'it is no hint any more');
    const { count } = await someone('grace').call((api) =>
      api.problems.get.query({ problem: 'PRB-3' }),
    );
    expect(count).to.equal(8);
  });

  it('PRB-1: dismisses a hint with a reason, which others read; Escape leaves it as it was', async () => {
    const element = await show<ProblemList>(list, 'grace');
    button(element, 'Dismiss').click();
    await until(() => focused(element)?.id === 'text', 'it asks why');
    await press(element, find(element, '#text'), 'Escape');
    await until(() => focused(element)?.className === 'dismiss', 'it was left');
    button(element, 'Dismiss').click();
    await until(() => focused(element)?.id === 'text', 'it asks why');
    await type(element, '#text', 'The gates are being rebuilt.');
    find(element, '.doing .primary').click();
    await says(element, 'It was dismissed.');
    await says(element, '1 hint rests');
    expect(textOf(element)).to.include('The gates are being rebuilt.');
    expect(textOf(element)).to.include('Nothing seems to keep coming back.');
  });

  it('PRB-2 PRB-3: <problem-record> edits, keeps what was typed when somebody was faster, and resolves', async () => {
    const element = await show<ProblemRecord>(record, 'grace');
    expect(textOf(element)).to.include('Known error').and.include('Turn the roll around.');
    expect(find(element, '.said a').getAttribute('href')).to.equal(
      'https://changes.example/CHG-204',
    );
    expect(all(element, '.incidents li')).to.have.length(3);
    await isAccessible(element);
    button(element, 'Edit').click();
    await until(() => focused(element)?.id === 'title', 'the form is there');
    await isAccessible(element);
    await type(element, '#cause', 'The heater.');
    await someone('amir').call((api) =>
      api.problems.edit.mutate({ problem: 'PRB-1', basedOn: 2, team: null, title: 'Blank labels' }),
    );
    find(element, '.doing .primary').click();
    await says(element, 'changed PRB-1 meanwhile');
    button(element, 'Look at theirs, and go on with mine').click();
    await says(element, 'Blank labels');
    expect(find<HTMLTextAreaElement>(element, '#cause').value).to.equal('The heater.');
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    expect(textOf(element)).to.include('The heater.');
    button(element, 'Resolve').click();
    await until(() => focused(element)?.id === 'text', 'it asks what resolved it');
    await type(element, '#text', 'Other printers.');
    const changed = next(element, 'problem-changed');
    find(element, '.doing .primary').click();
    expect((await changed).detail).to.deep.equal({ problem: 'PRB-1', state: 'resolved' });
    await says(element, 'It is resolved.');
  });

  it('PRB-4: links incidents and takes them out, and says of one that there is not', async () => {
    const element = await show<ProblemRecord>(record, 'grace');
    find(element, '.unlink').click();
    await until(() => all(element, '.incidents li').length === 2, 'it is gone');
    button(element, 'Link an incident').click();
    await until(() => focused(element)?.id === 'text', 'it asks which');
    await type(element, '#text', 'INC-99');
    find(element, '.doing .primary').click();
    await until(() => textOf(element).includes('No such incident'), 'it is refused');
    await type(element, '#text', 'inc-4');
    find(element, '.doing .primary').click();
    await until(() => all(element, '.incidents li').length === 3, 'it is there');
  });

  it('REV-3 REV-4: <incident-review> shows facts and course, and is written and finished', async () => {
    const element = await show<IncidentReview>(review, 'grace');
    const words = () => textOf(element);
    expect(words()).to.include('Draft').and.include('Rolls that are wound the other way.');
    const internal = all(element, '.course .internal').map((each) => each.textContent);
    expect(internal.join(' ')).to.include('The same roll');
    expect(words()).to.include('Reporter: Rosa').and.include('after 6 hr');
    await isAccessible(element);
    find(element, '.begin').click();
    await until(() => focused(element)?.id === 'summary', 'the form is there');
    await isAccessible(element);
    await type(element, '#wentBadly', 'Nobody told the depot.');
    button(element, 'Add an action').click();
    await until(() => all(element, '#what-2').length === 1, 'there is room for another');
    await type(element, '#what-2', 'Tell the depot');
    find(element, '.doing .primary').click();
    await says(element, 'It was saved.');
    expect(words()).to.include('Nobody told the depot.').and.include('Tell the depot');
    button(element, 'Finish').click();
    await says(element, 'The review is finished.');
  });

  it('REV-3: as Markdown, words of people are no signs of it', async () => {
    await someone('grace').call((api) =>
      api.reviews.write.mutate({
        ...{ incident: 'INC-2', basedOn: 0, summary: 'All was *slow*' },
        actions: [{ what: '[Buy](http://a.example) | more', due: '2027-01-15' }],
      }),
    );
    const answer = await someone('grace').call((api) =>
      api.reviews.get.query({ incident: 'INC-2' }),
    );
    const text = reviewMarkdown(answer, reviewWords, 'en-GB');
    expect(text).to.match(/^# Review of INC-2\n/);
    expect(text).to.include('## Facts').and.include('- **Reported:** ');
    expect(text).to.include('## Summary\n\nAll was *slow*');
    expect(text).to.include('- [ ] \\[Buy\\](http://a.example) \\| more (Due 15 Jan 2027)');
    expect(text).to.include('_(internal)_');
  });

  it('PRB-5: are not for those who report', async () => {
    for (const element of [list, record, review]) {
      const refused = await show<ProblemList>(element, 'rosa', 'error');
      expect(textOf(refused)).to.include('may not');
    }
  });
});
