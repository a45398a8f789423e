import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import '../../packages/widgets/src/priority-matrix/define.ts';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { messages as timelineMessages } from '../../packages/widgets/src/locales/en/incident-timeline.ts';
import { messages as editorMessages } from '../../packages/widgets/src/locales/en/matrix-editor.ts';
import { messages as settingsMessages } from '../../packages/widgets/src/locales/en/matrix-settings.ts';
import { messages as versionsMessages } from '../../packages/widgets/src/locales/en/matrix-versions.ts';
import { messages as whatIfMessages } from '../../packages/widgets/src/locales/en/matrix-what-if.ts';
import { messages as matrixMessages } from '../../packages/widgets/src/locales/en/priority-matrix.ts';
import { messages as deskMessages } from '../../packages/widgets/src/locales/en/timeline-desk.ts';
import { messages as forDeskMessages } from '../../packages/widgets/src/locales/en/timeline-for-desk.ts';
import { messages as workMessages } from '../../packages/widgets/src/locales/en/timeline-work.ts';
import type { ErrorMessages, ErrorOverrides } from '../../packages/widgets/src/locales/language.ts';
import { addLanguage } from '../../packages/widgets/src/messages.ts';
import { withCell } from '../../packages/widgets/src/priority-matrix/editor/cells.ts';
import type { PriorityMatrix } from '../../packages/widgets/src/priority-matrix/priority-matrix.ts';
import { world } from '../../stories/support.ts';
import {
  all,
  boxesOf,
  choose,
  clear,
  comesTo,
  find,
  freshServer,
  press,
  reported,
  says,
  show,
  someone,
  textOf,
  type,
  until,
} from './support/stage.ts';

/** A language of the tests alone: every message of English, marked. */
function marked<T>(message: T): T {
  if (typeof message === 'string') return `«${message}»` as T;
  if (typeof message === 'function') {
    return ((...values: unknown[]) => marked(message(...values))) as T;
  }
  return Object.fromEntries(
    Object.entries(message as object).map(([name, each]) => [name, marked(each)]),
  ) as T;
}

addLanguage('qaa', {
  'incident-timeline': async () => ({ messages: marked(timelineMessages) }),
  'matrix-editor': async () => ({ messages: marked(editorMessages) }),
  'matrix-settings': async () => ({ messages: marked(settingsMessages) }),
  'matrix-versions': async () => ({ messages: marked(versionsMessages) }),
  'matrix-what-if': async () => ({ messages: marked(whatIfMessages) }),
  'priority-matrix': async () => ({ messages: marked(matrixMessages) }),
  'timeline-desk': async () => ({ messages: marked(deskMessages) }),
  'timeline-for-desk': async () => ({ messages: marked(forDeskMessages) }),
  'timeline-work': async () => ({ messages: marked(workMessages) }),
  errors: async () => ({
    messages: {
      'sign-in-required': '«Sign in»',
      'matrix-invalid': '«It is not whole»',
      'invalid-input': '«Something is wrong»',
      fields: { 'too-long': ({ max }) => `«At most ${max}»` },
    } satisfies ErrorOverrides as ErrorOverrides as ErrorMessages,
  }),
});

/** All messages that are the same whatever they are about. */
function plainMessages(messages: object): string[] {
  return Object.values(messages).flatMap((each) =>
    typeof each === 'string' ? each : typeof each === 'object' ? plainMessages(each) : [],
  );
}

/** What can be read or heard in an element without the marked language's own messages. */
function unmarked(element: KitElement): string {
  const attributes = ['aria-label', 'title', 'placeholder'];
  let text = [
    element.renderRoot.textContent,
    ...all(element, '*').flatMap((each) => attributes.map((name) => each.getAttribute(name) ?? '')),
  ].join('\n');
  // Messages may stand in messages.
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/«[^«»]*»/g, '');
  }
  return text;
}

function saysNothingInEnglish(element: KitElement, messages: object): void {
  expect(textOf(element)).to.include('«');
  const rest = unmarked(element);
  // Short ones are also names of levels and statuses, which are data.
  const inEnglish = plainMessages(messages).filter(
    (message) => message.length > 8 && rest.includes(message),
  );
  expect(inEnglish).to.deep.equal([]);
}

const ofTimeline = [timelineMessages, forDeskMessages, workMessages];

describe('the nearest language', () => {
  afterEach(clear);

  it('is spoken by all parts of a timeline', async () => {
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline lang="qaa" incident=${world.incidents.mixed}></incident-timeline>`,
      'grace',
    );
    await says(timeline, '«acknowledged it»');
    saysNothingInEnglish(timeline, ofTimeline);
    const incident = await reported();
    timeline.incident = incident;
    await says(timeline, incident);
    find(timeline, '.open-resolve').click();
    await timeline.updateComplete;
    find(timeline, '.asking button.primary').click();
    await says(timeline, '«Choose how it was resolved.»');
    await boxesOf(timeline);
    find(timeline, '.composer button.primary').click();
    await says(timeline, '«Write something first.»');
    saysNothingInEnglish(timeline, ofTimeline);
    // What happens meanwhile is announced in it, too.
    await someone('amir').call((api) => api.incidents.acknowledge.mutate({ incident }));
    await says(timeline, 'Amir Haddad «acknowledged it»');
    expect(find(timeline, '.frame > [role=status]').textContent).to.include('«acknowledged it»');
  });

  it('explains in a timeline what was refused', async () => {
    const timeline = await show<IncidentTimeline>(
      html`<incident-timeline lang="qaa" incident=${await reported()}></incident-timeline>`,
      'grace',
    );
    await says(timeline, '«');
    find(timeline, '.open-resolve').click();
    await timeline.updateComplete;
    await choose(timeline, '#ask-choice', 'fixed');
    await type(timeline, '#ask-text', 'x'.repeat(10_001));
    find(timeline, '.asking button.primary').click();
    await says(timeline, '«At most 10000»');
    const stranger = await show<IncidentTimeline>(
      html`<incident-timeline lang="qaa" incident=${await reported()}></incident-timeline>`,
      undefined,
      'error',
    );
    await says(stranger, '«Sign in»');
  });

  it('is spoken by all parts of a matrix', async () => {
    await freshServer();
    const matrix = await show<PriorityMatrix>(
      html`<priority-matrix lang="qaa"></priority-matrix>`,
      'amir',
    );
    await says(matrix, '«Priority matrix»');
    const cell = (place: string) => find(matrix, `[role=grid] [data-place="${place}"]`);
    await press(matrix, cell('high/high'), '4');
    find(matrix, '.frame > .actions button').click();
    await until(() => all(matrix, '.edits, .publish').length === 2);
    await press(matrix, cell('low/low'), 'Enter');
    expect(all(matrix, '.listbox, .edits, .publish, .warnings')).to.have.length(4);
    saysNothingInEnglish(matrix, { matrixMessages, editorMessages, settingsMessages });
    find(matrix, '.try').click();
    await until(() => all(matrix, '.what-if .start').length === 1);
    find(matrix, '.what-if .start').click();
    await says(matrix, '«No incident was reported in this time. Choose a longer one.»');
    saysNothingInEnglish(matrix, { editorMessages, whatIfMessages });
    find(matrix, '[data-panel=versions]').click();
    await until(() => all(matrix, '.history [data-version="1"] .hint').length > 0);
    saysNothingInEnglish(matrix, { matrixMessages, versionsMessages });
    find(matrix, '[data-panel=settings]').click();
    await until(() => all(matrix, '.edits').length === 1);
    const [name] = all(matrix, '.edit-row.priority label input') as HTMLInputElement[];
    if (!name) throw new Error('There is no name to edit.');
    name.value = '';
    name.dispatchEvent(new Event('change', { bubbles: true }));
    await matrix.updateComplete;
    find(matrix, '#acknowledge').click();
    await matrix.updateComplete;
    find(matrix, '.publish button.primary').click();
    await says(matrix, '«Something is wrong»');
    await someone('amir').call(async (api) => {
      const { current } = await api.matrix.current.query();
      const theirs = withCell(current.matrix, 'low', 'low', 'P2');
      return api.matrix.publish.mutate({ basedOn: current.version, matrix: theirs });
    });
    await comesTo(matrix, 'conflict');
    find(matrix, '.notice.warning button').click();
    await says(matrix, '«Keep mine on top of theirs»');
    saysNothingInEnglish(matrix, { matrixMessages, editorMessages, settingsMessages });
  });
});
