import { readersOf, type Worded } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import {
  audienceOf,
  type FormAction,
} from '../../packages/widgets/src/incident-timeline/actions.ts';
import { readers as deskReaders } from '../../packages/widgets/src/incident-timeline/desk/open-form.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { messages as deskMessages } from '../../packages/widgets/src/locales/en/timeline-desk.ts';
import { messages } from '../../packages/widgets/src/locales/en/timeline-work.ts';
import { all, button, clear, find, reported, show, someone, until } from './support/stage.ts';

const desk = Object.entries(deskMessages.forms);
const forms = Object.entries(messages.forms) as [FormAction, (typeof messages.forms)['close']][];

/** Items that open something in which nobody writes. */
const reading = [messages.find, messages.save, messages.print];

/** What the open form is about, and what it says before anything is typed. */
function readForm(timeline: IncidentTimeline): [Worded, string] | undefined {
  const form = find(timeline, 'form.asking');
  const words = form.querySelector('textarea');
  if (!words) return undefined;
  const action = [...forms, ...desk].find(([, { heading }]) => heading === form.ariaLabel)?.[0];
  if (!action) throw new Error(`There is no form “${form.ariaLabel}”.`);
  const hint = find(timeline, words.id === 'ask-text' ? '#ask-hint' : `#${words.id}-hint`);
  expect(words.value, action).to.equal('');
  expect(words.getAttribute('aria-describedby')?.split(' '), action).to.include(hint.id);
  expect(hint.checkVisibility(), action).to.be.true;
  // It is read before one comes to the field.
  const isBefore = hint.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING;
  expect(isBefore, action).to.be.above(0);
  return [action as Worded, hint.textContent?.trim() ?? ''];
}

/** Opens every form that there is for somebody, and says what each says of its readers. */
async function formsOf(incident: string, who: 'grace' | 'rosa'): Promise<[Worded, string][]> {
  const timeline = await show<IncidentTimeline>(
    html`<incident-timeline incident=${incident}></incident-timeline>`,
    who,
  );
  // What only the desk does comes after the timeline.
  if (who === 'grace') {
    const label = deskMessages.actions.assign;
    await until(() =>
      all(timeline, '[role=menuitem]').some((each) => each.textContent?.includes(label)),
    );
  }
  const items = all(timeline, '[role=menuitem], .open-resolve, .not-fixed').length;
  const found: [Worded, string][] = [];
  for (let index = 0; index < items; index += 1) {
    const item = all(timeline, '[role=menuitem], .open-resolve, .not-fixed')[index];
    // What needs no form is done at once, and what only reads the timeline has nobody who would read it.
    if (!item?.textContent?.includes('…') && !item?.matches('.not-fixed')) continue;
    if (reading.some((words) => item.textContent?.includes(words))) continue;
    item.click();
    await until(() => timeline.renderRoot.querySelector('form.asking'), 'the form is there');
    const read = readForm(timeline);
    if (read) found.push(read);
    button(timeline, messages.cancel).click();
    await timeline.updateComplete;
  }
  return found;
}

describe('a form of the timeline', () => {
  afterEach(clear);

  it('INC-25 says who reads its words before anything is typed', async () => {
    const { incident: visitors } = await someone().call((api) =>
      api.incidents.report.mutate({
        key: `readers-${Date.now()}`,
        title: 'The gate is open',
        impact: 'medium',
        urgency: 'medium',
      }),
    );
    const resolved = await reported();
    await someone('grace').call((api) =>
      api.incidents.resolve.mutate({ incident: resolved, code: 'fixed', text: 'Greased it' }),
    );
    const ofDesk = [...(await formsOf(visitors, 'grace')), ...(await formsOf(resolved, 'grace'))];
    for (const [action, hint] of ofDesk) {
      const isForDesk = readersOf[action] === 'desk';
      expect(hint, action).to.match(
        isForDesk ? /^Only the desk reads this\./ : /\breporter\b.* read/,
      );
    }
    const ofReporter = await formsOf(resolved, 'rosa');
    for (const [action, hint] of ofReporter)
      expect(hint, action).to.match(/\bdesk\b.* reads? this/);
    const seen = new Set([...ofDesk, ...ofReporter].map(([action]) => action));
    const worded = [...forms.map(([action]) => action), ...Object.keys(deskReaders)];
    expect([...seen]).to.have.members(worded);
    for (const [action] of forms) expect(audienceOf(action)).to.equal(readersOf[action]);
  });
});
