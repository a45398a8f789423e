import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-report/define.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { withCell } from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import {
  cell,
  current,
  edited,
  editor,
  idOf,
  publishMeanwhile,
  setCell,
} from './support/matrix.ts';
import {
  all,
  button,
  clear,
  comesTo,
  find,
  freshServer,
  hostSession,
  isAccessible,
  next,
  press,
  reported,
  says,
  show,
  textOf,
  type,
  unplug,
  until,
} from './support/stage.ts';

const publish = async (matrix: PriorityMatrix) => {
  const published = next(matrix, 'matrix-published');
  button(matrix, 'Publish').click();
  return (await published).detail.version;
};

describe('a <priority-matrix> in trouble', () => {
  before(freshServer);
  afterEach(clear);

  it('loses nothing when the session ends while somebody edits', async () => {
    // Its tokens live so shortly that each request asks for another.
    const session = hostSession();
    try {
      const matrix = await show<PriorityMatrix>(editor, 'amir?seconds=20' as 'amir');
      await setCell(matrix, 'medium/low', '3');
      await type(matrix, '#reason', 'Nothing of a team is low');
      session.end();
      button(matrix, 'Publish').click();
      await says(matrix, 'Your session has ended. Sign in again; what you wrote is kept.');
      button(matrix, 'Try it on past incidents').click();
      await until(() => all(matrix, '.what-if .start').length === 1);
      find(matrix, '.what-if .start').click();
      await says(matrix, 'It did not come to its end. Your session has ended.');
      await isAccessible(matrix);
      session.signIn();
      expect(idOf(matrix, 'medium/low')).to.equal('P3');
      expect(find<HTMLInputElement>(matrix, '#reason').value).to.equal('Nothing of a team is low');
      const version = await publish(matrix);
      expect(await current()).to.deep.include({ version, reason: 'Nothing of a team is low' });
    } finally {
      session.leave();
    }
  });

  it('loses nothing when the network goes while it is published, and publishes once', async () => {
    const matrix = await edited();
    await setCell(matrix, 'low/medium', '3');
    await type(matrix, '#reason', 'Before the summer');
    const { version: before } = await current();
    const plugIn = unplug();
    try {
      button(matrix, 'Publish').click();
      await says(matrix, 'You are offline.');
      expect(matrix.matches(':state(dirty)')).to.equal(true);
      await isAccessible(matrix);
    } finally {
      plugIn();
    }
    expect(find<HTMLInputElement>(matrix, '#reason').value).to.equal('Before the summer');
    expect(await publish(matrix)).to.equal(before + 1);
  });

  it('shows both of two who publish at once, with why each did, and loses neither', async () => {
    const matrix = await edited();
    await setCell(matrix, 'high/low', '2');
    await type(matrix, '#reason', 'Mine');
    const theirs = await publishMeanwhile((all) => withCell(all, 'low', 'high', 'P2'), 'Theirs');
    button(matrix, 'Publish').click();
    await comesTo(matrix, 'conflict');
    await until(() => {
      // Where the news was first to come, one is asked; after a refusal both are shown.
      all(matrix, '[part=notice] button')
        .find((each) => each.textContent?.includes('Compare'))
        ?.click();
      return all(matrix, '.conflict .sides > div').length === 2;
    });
    const [one, other] = all(matrix, '.conflict .sides > div').map((each) =>
      (each.textContent ?? '').replace(/\s+/g, ' '),
    );
    expect(one).to.match(new RegExp(`Theirs: version ${theirs}, by Amir Haddad.*“Theirs”`));
    expect(one).to.include('Low impact × High urgency: P3 → P2');
    expect(other).to.include('High impact × Low urgency: P3 → P2');
    await isAccessible(matrix);
    button(matrix, 'Keep mine on top of theirs').click();
    await until(() => all(matrix, '#reason').length === 1);
    expect(find<HTMLInputElement>(matrix, '#reason').value).to.equal('Mine');
    await publish(matrix);
    const { cells } = (await current()).matrix;
    expect([cells.high?.low, cells.low?.high]).to.deep.equal(['P2', 'P2']);
  });

  it('publishes without a level that incidents have, says what becomes of them, and they stay readable', async () => {
    const incident = await reported('The lift is stuck');
    const matrix = await edited();
    button(matrix, 'Edit levels and priorities').click();
    await until(() => all(matrix, '.edits').length === 1);
    // Before anything is taken away, where it would be.
    const usage = (item: string) => find(matrix, `[data-item="${item}"] .usage`).textContent;
    await until(() => usage('impacts/medium') === '1 open incident has it.');
    expect(usage('impacts/high')).to.equal('No open incident has it.');
    expect(usage('impacts/low')).to.include('Named by the report form of “With defaults');
    const remove = find(matrix, '[aria-label="Remove Medium impact"]');
    const described = remove.getAttribute('aria-describedby');
    expect(find(matrix, `#${described?.replace('/', '\\/')}`).textContent).to.include('1 open');
    remove.click();
    await says(matrix, 'Undo brings it back. 1 open incident has it.');
    await until(() => all(matrix, '[data-change="removed/impacts/medium"]').length === 1);
    // Beside the change as well: whoever publishes need not be who removed it.
    expect(find(matrix, '[data-change="removed/impacts/medium"]').textContent).to.match(
      /1 open incident has it\.\s+Incidents that have it keep their priority\./,
    );
    await publish(matrix);

    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'grace',
    );
    await says(timeline, /Medium/);
    expect(textOf(timeline)).to.include('The lift is stuck');
    await isAccessible(timeline);

    const report = await show<IncidentReport>(html`<incident-report></incident-report>`, 'rosa');
    await until(() => all(report, '[name=impact]').length > 0);
    const levels = all(report, '[name=impact]').map((each) => (each as HTMLInputElement).value);
    expect(levels).to.deep.equal(['high', 'low']);
  });

  it('is worked by keyboard alone, from a cell to what it would have done to what is in force', async () => {
    const matrix = await edited();
    // What the browser does with Enter on a button that has the focus.
    const enter = async (words: string) => {
      const found = button(matrix, words);
      found.focus();
      await press(matrix, found, 'Enter');
      found.click();
    };
    cell(matrix, 'high/high').focus();
    await press(matrix, cell(matrix, 'high/high'), 'ArrowDown');
    const there = () => matrix.shadowRoot?.activeElement as HTMLElement;
    await press(matrix, there(), 'F2');
    await until(() => there()?.role === 'option');
    await press(matrix, there(), 'Home');
    await press(matrix, there(), 'Enter');
    await until(() => all(matrix, '.publish').length === 1);
    await enter('Try it on past incidents');
    await until(() => there()?.id === 'what-if-heading');
    await enter('Try');
    await says(matrix, '1 incident has the impact “Medium”, which your matrix does not have');
    expect(there()).to.equal(button(matrix, 'Try again'));
    await enter('Publish');
    await says(matrix, 'is in force');
    await until(() => there()?.matches('.cell') === true);
  });
});
