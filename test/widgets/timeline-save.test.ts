import type { TimelineEntry } from '@incident-kit/server/domain';
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../packages/widgets/src/incident-provider/define.ts';
import '../../packages/widgets/src/incident-timeline/define.ts';
import type { Head } from '../../packages/widgets/src/incident-timeline/head.ts';
import type { IncidentTimeline } from '../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { asCsv } from '../../packages/widgets/src/incident-timeline/save/as-csv.ts';
import { asMarkdown } from '../../packages/widgets/src/incident-timeline/save/as-markdown.ts';
import { toShownEntries } from '../../packages/widgets/src/incident-timeline/shown-entries.ts';
import { messages } from '../../packages/widgets/src/locales/en/incident-timeline.ts';
import { messages as words } from '../../packages/widgets/src/locales/en/timeline-save.ts';
import {
  button,
  clear,
  find,
  focused,
  isAccessible,
  reported,
  says,
  show,
  showToDesk,
  someone,
  timelineOf,
  unplug,
  until,
} from './support/stage.ts';

const head = {
  incident: { incident: 'INC-1', title: 'A *star*', status: { name: 'New' }, reporter: 'Rosa' },
  priority: { id: 'P1', name: 'Critical' },
} as unknown as Head;

const noteOf = (text: string, more: object = {}) =>
  ({
    seq: 2,
    incident: 'INC-1',
    at: Date.UTC(2026, 10, 26, 18, 53),
    actor: { name: 'Rosa', role: 'reporter' },
    kind: 'note',
    visibility: 'public',
    text,
    ...more,
  }) as TimelineEntry;

const saved = (...entries: TimelineEntry[]) => ({
  head,
  entries: toShownEntries(entries),
  context: { messages, locale: 'en' },
  words,
});

describe('what is saved of a timeline', () => {
  it('computes nothing in a spreadsheet, and keeps its quotes and lines', () => {
    const cellOf = (text: string) =>
      asCsv(saved(noteOf(text)))
        .split('wrote,')[1]
        ?.slice(0, -3);
    for (const sign of ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1', ' =1', '\u200b=1']) {
      expect(cellOf(sign), sign).to.match(/^"?'/);
    }
    expect(cellOf('Say "no", please')).to.equal('"Say ""no"", please"');
    expect(cellOf('One\nTwo')).to.equal('"One\nTwo"');
    expect(cellOf('5 - 3')).to.equal('5 - 3');
    const all = asCsv(saved(noteOf('x')));
    expect(all.startsWith('\ufeffTime (')).to.equal(true);
    expect(all).to.include(',2026-11-26T18:53:00.000Z,Rosa,wrote,x,\r\n');
  });

  it('means in Markdown nothing but what somebody wrote', () => {
    const text = '# One\n    two <b>&amp;\n\n1. [three](javascript:x) `four` *five* |';
    const all = asMarkdown(saved(noteOf(text, { actor: { name: '_Rosa_', role: 'reporter' } })));
    expect(all).to.include('# INC-1: A \\*star\\*');
    expect(all).to.include('**\\_Rosa\\_** wrote, ');
    expect(all).to.include(
      [
        '> \\# One\\',
        '> &nbsp;&nbsp;&nbsp;&nbsp;two \\<b\\>&amp;amp;',
        '>',
        '> 1\\. \\[three\\](javascript:x) \\`four\\` \\*five\\* \\|',
      ].join('\n'),
    );
  });
});

describe('taking a timeline along', () => {
  let copied: string[] = [];
  /** What the browser does with what is to be copied. */
  function clipboard(takes: (items: ClipboardItem[]) => Promise<void>): void {
    const write = takes;
    const writeText = () => Promise.reject(new Error('Refused.'));
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { write, writeText },
    });
  }
  const takes = async (items: ClipboardItem[]) => {
    for (const item of items) copied.push(await (await item.getType('text/plain')).text());
  };

  beforeEach(() => {
    copied = [];
  });
  afterEach(() => {
    clear();
    Reflect.deleteProperty(navigator, 'clipboard');
  });

  async function openSave(timeline: IncidentTimeline): Promise<void> {
    find(timeline, '.open-menu').click();
    await until(() => find(timeline, '.open-menu').ariaExpanded === 'true', 'the menu is open');
    button(timeline, 'Copy or download…').click();
    await until(() => focused(timeline)?.matches('[name=save-format]'), 'it has the focus');
  }

  it('copies all that whoever reads it was given, also what was not loaded yet', async () => {
    clipboard(takes);
    const incident = await reported('The printer', 'It burns.');
    const [rosa, grace] = [someone('rosa'), someone('grace')];
    const note = (text: string, key: string, visibility: 'public' | 'internal') => ({
      incident,
      text,
      key: `save-note-${key}`,
      visibility,
    });
    await grace.call((api) => api.incidents.addNote.mutate(note('Only us.', 'desk', 'internal')));
    for (let index = 0; index < 101; index += 1) {
      const each = note(`Note ${index}`, `${index}`, 'public');
      await rosa.call((api) => api.incidents.addNote.mutate(each));
    }
    const timeline = await show<IncidentTimeline>(timelineOf(incident), 'rosa');
    await openSave(timeline);
    await isAccessible(timeline);
    // Without a network nothing is copied in part.
    const plug = unplug();
    find(timeline, '.save-copy').click();
    await until(() => timeline.renderRoot.querySelector('.save .field-error'), 'it says why');
    expect(copied).to.deep.equal([]);
    plug();
    find(timeline, '.save-copy').click();
    await says(timeline, '102 entries were copied.');
    expect(copied[0]).to.include('**Rosa Alvarez** reported this').and.to.include('> It burns.');
    expect(copied[0]).to.include('> Note 100').and.not.to.include('Only us.');
    find<HTMLInputElement>(timeline, '[value=json]').click();
    find(timeline, '.save-copy').click();
    await until(() => copied.length === 2, 'it is copied');
    const { entries } = JSON.parse(copied[1] ?? '') as { entries: { kind: string }[] };
    expect(entries.length).to.equal(102);
    expect(copied[1]).not.to.include('Only us.');
    await sendKeys({ press: 'Escape' });
    await until(() => focused(timeline)?.matches('.open-menu'), 'the focus is back');
  });

  it('says that the browser does not let it copy, and downloads instead', async () => {
    clipboard(() => Promise.reject(new DOMException('No.', 'NotAllowedError')));
    const timeline = await showToDesk(await reported());
    await openSave(timeline);
    find<HTMLInputElement>(timeline, '[value=csv]').click();
    find(timeline, '.save-copy').click();
    await says(timeline, 'The browser does not let this page copy. Download it instead.');
    const links: HTMLAnchorElement[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function keep() {
      links.push(this);
    };
    try {
      find(timeline, '.save-download').click();
      await until(() => links.length > 0, 'it is downloaded');
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(links[0]?.download).to.match(/^INC-\d+\.csv$/);
    const text = await (await fetch(links[0]?.href ?? '')).text();
    expect(text).to.include('Only the desk sees it').and.to.include('reported this');
  });
});
