import { readersOf } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import {
  audienceOf,
  type FormAction,
} from '../../packages/widgets/src/incident-timeline/actions.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { messages } from '../../packages/widgets/src/locales/en/incident-timeline.ts';
import { all, button, clear, find, reported, show, someone } from './support/stage.ts';

const forms = Object.entries(messages.forms) as [FormAction, (typeof messages.forms)['close']][];

/** What the open form is about, and what it says before anything is typed. */
function readForm(timeline: IncidentTimeline): [FormAction, string] {
  const form = find(timeline, 'form.asking');
  const action = forms.find(([, { heading }]) => heading === form.ariaLabel)?.[0];
  if (!action) throw new Error(`There is no form “${form.ariaLabel}”.`);
  const words = find<HTMLTextAreaElement>(timeline, '#ask-text');
  const hint = find(timeline, '#ask-hint');
  expect(words.value, action).to.equal('');
  expect(words.getAttribute('aria-describedby'), action).to.include('ask-hint');
  expect(hint.checkVisibility(), action).to.be.true;
  // It is read before one comes to the field.
  const isBefore = hint.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING;
  expect(isBefore, action).to.be.above(0);
  return [action, hint.textContent?.trim() ?? ''];
}

/** Opens every form that there is for somebody, and says what each says of its readers. */
async function formsOf(incident: string, who: 'grace' | 'rosa'): Promise<[FormAction, string][]> {
  const timeline = await show<IncidentTimeline>(
    html`<incident-timeline incident=${incident}></incident-timeline>`,
    who,
  );
  const items = all(timeline, '[role=menuitem], .open-resolve, .not-fixed').length;
  const found: [FormAction, string][] = [];
  for (let index = 0; index < items; index += 1) {
    all(timeline, '[role=menuitem], .open-resolve, .not-fixed')[index]?.click();
    await timeline.updateComplete;
    found.push(readForm(timeline));
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
    expect([...seen]).to.have.members(forms.map(([action]) => action));
    for (const action of seen) expect(audienceOf(action)).to.equal(readersOf[action]);
  });
});
