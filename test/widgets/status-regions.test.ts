import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { KitElement } from '../../packages/widgets/src/base/kit-element.ts';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-report/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import '../../packages/widgets/src/priority-matrix/define.ts';
import { watchLiveRegions } from './support/live-regions.ts';
import {
  beginNote,
  button,
  clear,
  comesTo,
  find,
  freshServer,
  press,
  reported,
  show,
  type,
  unplug,
  until,
} from './support/stage.ts';

describe('what an element says aloud', () => {
  const unheard = watchLiveRegions();

  before(freshServer);
  beforeEach(() => {
    unheard.length = 0;
  });
  afterEach(() => {
    clear();
    sessionStorage.clear();
    expect(unheard).to.deep.equal([]);
  });

  const voice = (element: KitElement) =>
    find(element, 'p.quiet[role=status]').textContent?.replace(/\s+/g, ' ').trim() ?? '';

  it('is that it loads, when that takes its time, and no longer when it is there', async () => {
    const { fetch } = globalThis;
    let answer = () => {};
    const later = new Promise<void>((resolve) => (answer = resolve));
    globalThis.fetch = async (...request) => {
      if (String(request[0]).includes('forms.report')) await later;
      return fetch(...request);
    };
    try {
      const report = await show(html`<incident-report></incident-report>`, undefined, 'loading');
      await until(() => voice(report) === 'Loading the form');
      answer();
      await comesTo(report, 'ready');
      await until(() => voice(report) === '');
    } finally {
      globalThis.fetch = fetch;
    }
  });

  it('is how much may still be written, near the limit', async () => {
    const report = await show(html`<incident-report></incident-report>`, undefined);
    for (const length of [195, 199, 203]) {
      await type(report, '#title', 'x'.repeat(length));
      const words = find(report, '#title-count').textContent?.trim();
      await until(() => voice(report) === words, words);
    }
  });

  it('is that the link has been copied', async () => {
    const report = await show(html`<incident-report></incident-report>`, undefined);
    await type(report, '#title', 'The printer smokes');
    find(report, '[name=impact][value=medium]').click();
    find(report, '[name=urgency][value=high]').click();
    find(report, 'button.primary').click();
    await comesTo(report, 'sent');
    await report.updateComplete;
    const { execCommand } = document;
    document.execCommand = () => true;
    try {
      button(report, 'Copy link').click();
      await until(() => voice(report) === 'Copied');
    } finally {
      document.execCommand = execCommand;
    }
  });

  it('is that a report which waited has been sent', async () => {
    const report = await show(html`<incident-report></incident-report>`, undefined);
    const plugIn = unplug();
    try {
      await type(report, '#title', 'The printer waits');
      find(report, '[name=impact][value=medium]').click();
      find(report, '[name=urgency][value=high]').click();
      find(report, 'button.primary').click();
      await comesTo(report, 'waiting');
      button(report, 'Report another problem').click();
      await comesTo(report, 'ready');
      await until(() => voice(report) === 'One report waits to be sent.');
      // What has been said is not said again with what comes after it.
      await type(report, '#title', 'x'.repeat(199));
      await until(() => voice(report) === '1 character left');
    } finally {
      plugIn();
    }
    await until(() => /^A report that was waiting has been sent/.test(voice(report)));
  });

  it('is what is wrong with a note, each time', async () => {
    const incident = await reported();
    const timeline = await show(
      html`<incident-timeline incident=${incident}></incident-timeline>`,
      'rosa',
    );
    await beginNote(timeline);
    await press(timeline, find(timeline, '#note'), 'Enter', { ctrlKey: true });
    await until(() => voice(timeline) === find(timeline, '#note-error').textContent?.trim());
    expect(voice(timeline)).not.to.equal('');
  });

  it('is how many cells of a matrix have changed', async () => {
    const matrix = await show(html`<priority-matrix></priority-matrix>`, 'amir');
    const cell = find(matrix, '.cell[tabindex="0"]');
    for (const [digit, words] of [
      ['2', '1 cell changes'],
      ['3', '1 cell changes'],
    ] as const) {
      await press(matrix, cell, digit);
      await until(() => voice(matrix) === words, words);
    }
    await press(matrix, cell, 'ArrowRight');
    await press(matrix, find(matrix, '.cell[tabindex="0"]'), '4');
    await until(() => voice(matrix) === '2 cells change');
  });
});
