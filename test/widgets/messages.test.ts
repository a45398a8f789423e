import { expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import '../../packages/widgets/src/define.ts';
import type { IncidentReport } from '../../packages/widgets/src/incident-report/incident-report.ts';
import { messages as english } from '../../packages/widgets/src/locales/en/sla-badge.ts';
import type {
  ElementMessages,
  ErrorMessages,
  ErrorOverrides,
} from '../../packages/widgets/src/locales/language.ts';
import { addLanguage, setMessages } from '../../packages/widgets/src/messages.ts';
import type { SlaBadge } from '../../packages/widgets/src/sla-badge/sla-badge.ts';
import { world } from '../../stories/support.ts';
import { Network } from './support/network.ts';
import { comesTo, textOf } from './support/stage.ts';
import { until } from './support/until.ts';

const { endpoint, siteKey, incidents } = world;

/** A language of the tests alone: right to left, and every message marked as its own. */
const marked = <T extends object>(messages: T): T =>
  Object.fromEntries(
    Object.entries(messages).map(([name, message]) => [
      name,
      typeof message === 'string'
        ? `«${message}»`
        : typeof message === 'function'
          ? (...values: unknown[]) => `«${message(...values)}»`
          : message,
    ]),
  ) as T;
let asked: string[] = [];
addLanguage('qar', {
  'sla-badge': async () => {
    asked.push('sla-badge');
    return { messages: marked(english) };
  },
  'incident-report': async () => {
    asked.push('incident-report');
    const { messages } = await import('../../packages/widgets/src/locales/en/incident-report.ts');
    return { messages: marked(messages) as ElementMessages['incident-report'] };
  },
  errors: async () => ({
    messages: {
      'site-key-unknown': ({ values }) => `«refused: ${values.key}»`,
      'invalid-input': ({ fields }) => `«wrong: ${fields.map(({ path }) => path.join('.'))}»`,
      fields: { 'too-short': ({ min }) => `«at least ${min}»` },
    } satisfies ErrorOverrides as ErrorOverrides as ErrorMessages,
  }),
});

describe('what the elements say', () => {
  const place = document.createElement('main');
  before(() => document.body.append(place));
  afterEach(() => {
    render(null, place);
    place.removeAttribute('lang');
    setMessages({});
    asked = [];
  });

  function show<T extends Element>(content: unknown): T {
    render(
      html`<incident-provider endpoint=${endpoint} site-key=${siteKey} .tokenUrl=${'/token/rosa'}
        >${content}</incident-provider
      >`,
      place,
    );
    return place.querySelector('sla-badge, incident-report') as unknown as T;
  }
  const badge = html`<sla-badge incident=${incidents.met}></sla-badge>`;
  const says = (element: SlaBadge) =>
    element.renderRoot.querySelector('[part=text]')?.textContent ?? '';
  const comesToSay = (element: SlaBadge, text: RegExp) =>
    waitUntil(() => text.test(says(element)), `says ${text}`, { timeout: 10_000 });

  const saysSo = (form: IncidentReport, text: string) =>
    waitUntil(() => textOf(form).includes(text), `says ${text}`, { timeout: 10_000 });

  it('is in the nearest language', async () => {
    place.lang = 'en';
    const element = show<SlaBadge>(html`<div lang="qar">${badge}</div>`);
    await comesToSay(element, /^«Met, .* to spare»$/);
  });

  it('is in the nearest language through shadow roots', async () => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    place.lang = 'qar';
    place.append(host);
    const element = document.createElement('sla-badge');
    element.incident = incidents.met;
    element.endpoint = endpoint;
    element.siteKey = siteKey;
    root.append(element);
    await comesToSay(element, /^«/);
    host.remove();
  });

  it('falls from a region to its language, and from an unknown one to English', async () => {
    place.lang = 'qar-AT';
    const element = show<SlaBadge>(badge);
    await comesToSay(element, /^«/);
    place.lang = 'tlh';
    await comesToSay(element, /^Met, /);
  });

  it('follows a language that changes, also inside of a shadow root', async () => {
    const element = show<SlaBadge>(badge);
    await comesToSay(element, /^Met, /);
    place.lang = 'qar';
    await comesToSay(element, /^«Met, /);
    element.lang = 'en';
    await comesToSay(element, /^Met, /);
    const host = document.createElement('div');
    const inner = document.createElement('section');
    host.attachShadow({ mode: 'open' }).append(inner);
    place.append(host);
    inner.append(element);
    element.removeAttribute('lang');
    await comesToSay(element, /^«/);
    inner.lang = 'en';
    await comesToSay(element, /^[^«]/);
    host.remove();
  });

  it('keeps what it said until the other language has come', async () => {
    let come = () => {};
    addLanguage('qas', {
      'sla-badge': () =>
        new Promise((resolve) => {
          come = () => resolve({ messages: { ...marked(english), met: 'there' } });
        }),
    });
    const element = show<SlaBadge>(badge);
    await comesToSay(element, /^Met, /);
    element.lang = 'qas';
    element.requestUpdate();
    await element.updateComplete;
    await until(() => element.isUpdatePending === false);
    expect(says(element)).to.match(/^Met, /);
    expect(element.matches(':state(met)')).to.be.true;
    come();
    await comesToSay(element, /^there$/);
  });

  it('says nothing before its messages have come, and is loading', async () => {
    addLanguage('qat', {
      'sla-badge': () => new Promise(() => {}),
      'incident-report': () => new Promise(() => {}),
    });
    place.lang = 'qat';
    const element = show<SlaBadge>(badge);
    const form = document.createElement('incident-report');
    element.parentElement?.append(form);
    const news = new Promise((resolve) =>
      element.addEventListener('sla-state-changed', resolve, { once: true }),
    );
    // The clock is known by then; only the words are missing.
    await news;
    expect(says(element)).to.equal('');
    expect(element.matches(':state(loading)')).to.be.true;
    expect(form.matches(':state(loading)')).to.be.true;
    expect(textOf(form).trim()).to.equal('');
    expect(form.renderRoot.querySelectorAll('.bone').length).to.be.above(3);
  });

  it('tries again to load what could not be loaded', async () => {
    let times = 0;
    addLanguage('qau', {
      'sla-badge': async () => {
        times += 1;
        if (times < 3) throw new TypeError('Failed to fetch');
        return { messages: { ...marked(english), met: 'at last' } };
      },
    });
    place.lang = 'qau';
    await comesToSay(show<SlaBadge>(badge), /^at last$/);
    expect(times).to.equal(3);
  });

  it('loads each file once, however many elements speak it', async () => {
    place.lang = 'qar-x-once';
    const element = show<SlaBadge>(html`${badge}${badge}${badge}`);
    await comesToSay(element, /^«/);
    expect(asked.length).to.be.below(2);
  });

  it('lets an element say something else, any message by itself', async () => {
    const element = show<SlaBadge>(badge);
    element.messages = { met: 'Fine, {}' };
    await comesToSay(element, /^Fine, \d/);
    element.messages = { running: 'Not asked for' };
    await comesToSay(element, /^Met, /);
    expect(element.renderRoot.querySelector<HTMLElement>('[part=badge]')?.title).to.match(/^Due /);
  });

  it('lets the page say something else everywhere, for each language', async () => {
    const element = show<SlaBadge>(badge);
    setMessages({ 'sla-badge': { met: 'Done, {}' } });
    await comesToSay(element, /^Done, /);
    setMessages((language) => ({
      'sla-badge': { met: language === 'qar' ? 'fertig' : 'ready' },
    }));
    await comesToSay(element, /^ready$/);
    place.lang = 'qar';
    await comesToSay(element, /^fertig$/);
    element.messages = { met: 'mine' };
    await comesToSay(element, /^mine$/);
  });

  it('does not take what is not a message', async () => {
    const element = show<SlaBadge>(badge);
    await comesToSay(element, /^Met, /);
    Reflect.set(element, 'messages', { met: 5, due: () => '', stale: null });
    setMessages({ 'sla-badge': 'no' } as never);
    await element.updateComplete;
    expect(says(element)).to.match(/^Met, /);
  });

  it('says what an error code says in the language, and the server’s sentence where it has none', async () => {
    const connected = globalThis.fetch;
    /** A form whose server refuses everything with that code. */
    const refused = async (code: string, sentence: string) => {
      const error = {
        message: 'In the server’s words.',
        data: { code, fields: [], details: { key: 'pk_x' } },
      };
      globalThis.fetch = async () => new Response(JSON.stringify({ error }), { status: 403 });
      const form = document.createElement('incident-report');
      form.endpoint = `https://${code}.example`;
      place.append(form);
      await comesTo(form, 'error');
      await saysSo(form, sentence);
      return form;
    };
    place.lang = 'qar';
    try {
      (await refused('site-key-unknown', '«refused: pk_x»')).remove();
      const form = await refused('not-allowed', 'In the server’s words.');
      setMessages({
        errors: { 'not-allowed': ({ fields }) => `Ask your chief (${fields.length}).` },
      });
      await saysSo(form, 'Ask your chief (0).');
      place.lang = 'en';
      await saysSo(form, 'Ask your chief (0).');
      setMessages({});
      await saysSo(form, 'In the server’s words.');
      form.remove();
    } finally {
      globalThis.fetch = connected;
    }
  });

  it('says the problems of a form and its fields anew when the language changes', async () => {
    const form = show<IncidentReport>(html`<incident-report no-draft></incident-report>`);
    await comesTo(form, 'ready');
    await form.submit();
    await saysSo(form, 'Say in one line what is wrong.');
    expect(form.renderRoot.querySelector('h2')?.textContent).to.equal('Report a problem');
    form.lang = 'qar';
    await saysSo(form, '«Say in one line what is wrong.»');
    expect(form.renderRoot.querySelector('h2')?.textContent).to.equal('«Report a problem»');
    form.heading = 'Something broken?';
    await form.updateComplete;
    expect(form.renderRoot.querySelector('h2')?.textContent).to.equal('Something broken?');
    form.heading = '';
    await form.updateComplete;
    expect(form.renderRoot.querySelector('h2')).to.equal(null);
  });

  it('says a refusal of the server and of its fields in the language', async () => {
    place.lang = 'qar';
    const form = show<IncidentReport>(
      html`<incident-report no-draft impact="low" urgency="low"></incident-report>`,
    );
    await comesTo(form, 'ready');
    const title = form.renderRoot.querySelector<HTMLInputElement>('#title');
    if (!title) throw new Error('There is no title.');
    title.value = 'The lift is stuck';
    title.dispatchEvent(new Event('input'));
    const network = new Network();
    const fields = [
      { path: ['title'], message: 'Too short.', code: 'too-short', values: { min: 7 } },
      { path: ['description'], message: 'The description is wrong.' },
    ];
    globalThis.fetch = async () =>
      new Response(
        JSON.stringify({ error: { message: 'Wrong.', data: { code: 'invalid-input', fields } } }),
        { status: 400 },
      );
    await form.submit();
    network.restore();
    await form.updateComplete;
    expect(textOf(form)).to.include('«wrong: title,description»');
    expect(textOf(form)).to.include('«at least 7»');
    expect(textOf(form)).to.include('The description is wrong.');
  });
});
