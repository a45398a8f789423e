/** Where the elements that people work with are tried: one on the page, before the real server. */
import { expect, waitUntil } from '@open-wc/testing';
import { html, render } from 'lit';
import type { KitElement } from '../../../packages/widgets/src/base/kit-element.ts';
import type { KitClient } from '../../../packages/widgets/src/client/client.ts';
import { connect } from '../../../packages/widgets/src/client.ts';
import type { IncidentList } from '../../../packages/widgets/src/incident-list/incident-list.ts';
import type { IncidentTimeline } from '../../../packages/widgets/src/incident-timeline/incident-timeline.ts';
import { type Who, world } from '../../../stories/support.ts';
import { until } from './until.ts';

export { until };

const place = document.createElement('main');
document.body.append(place);

/** The server that the page is before. */
export let { endpoint } = world;
const { siteKey } = world;

/** Goes on before a server of its own: for tests that change what all others count on. */
export async function freshServer(): Promise<void> {
  endpoint = await (await fetch('/fresh')).text();
}

/** Goes on before a server of its own that monitoring tells of what burns, and that tells people outside. */
export async function monitoredServer(): Promise<void> {
  endpoint = await (await fetch('/monitored')).text();
}

/** The same that has learned of the history of a desk. */
export async function learnedServer(): Promise<void> {
  endpoint = await (await fetch('/learned')).text();
}

/** Goes on before a server of its own where something keeps coming back. */
export async function recurringServer(): Promise<void> {
  endpoint = await (await fetch('/recurring')).text();
}

/** Goes on before the server that counts what services are to achieve, which all share. */
export function measuredServer(): void {
  endpoint = world.measured;
}

/** Goes on before the server whose site tells everybody figures of some services, which all share. */
export function publishedServer(): void {
  endpoint = world.published;
}

/** Puts an element on the page as somebody, and waits until it is in that state. */
export async function show<T extends KitElement>(
  content: unknown,
  who: Who | undefined,
  state = 'ready',
): Promise<T> {
  clear();
  render(
    html`<incident-provider
      endpoint=${endpoint}
      site-key=${siteKey}
      .tokenUrl=${who && `/token/${who}`}
      >${content}</incident-provider
    >`,
    place,
  );
  const element = place.querySelector(
    'alert-rules, alert-sources, incident-learning, incident-list, incident-metrics, incident-notifications, incident-report, incident-review, incident-timeline, knowledge-article, knowledge-search, on-call, priority-matrix, problem-list, problem-record, process-map, sent-messages, service-objectives, signal-anomalies',
  );
  if (!element) throw new Error('Nothing was put on the page.');
  await comesTo(element, state);
  return element as T;
}

/** A queue, once somebody can work in it: that follows its rows. */
export async function showQueue(
  who: Who = 'grace',
  content: unknown = html`<incident-list view="queue"></incident-list>`,
): Promise<IncidentList> {
  const list = await show<IncidentList>(content, who);
  await until(() => all(list, '.view').length > 0, 'the views are there');
  return list;
}

/** An incident's timeline with nothing said of how it is to look. */
export const timelineOf = (incident: string) =>
  html`<incident-timeline incident=${incident}></incident-timeline>`;

/** The timeline as the desk has it, with its boxes. */
export async function showToDesk(
  incident: string,
  who: Who = 'grace',
  content: unknown = timelineOf(incident),
): Promise<IncidentTimeline> {
  const timeline = await show<IncidentTimeline>(content, who);
  await boxesOf(timeline);
  return timeline;
}

/** Waits until the desk's boxes are there. */
export function boxesOf(timeline: IncidentTimeline): Promise<void> {
  return until(() => all(timeline, '.audiences button').length > 0, 'the boxes are there');
}

/** Opens the box for what these readers read, unless it is. */
export async function openBox(
  timeline: IncidentTimeline,
  readers: 'public' | 'internal',
): Promise<void> {
  const opener = find(timeline, `.audiences [data-readers=${readers}]`);
  if (opener.ariaExpanded === 'false') opener.click();
  await until(() => find(timeline, '.composer').dataset.visibility === readers, 'the box is open');
}

/** What stands in the box that is open. */
export function noteOf(timeline: KitElement): string {
  return find<HTMLTextAreaElement>(timeline, '#note').value;
}

export function clear(): void {
  render(null, place);
}

export function comesTo(element: Element, state: string): Promise<void> {
  return waitUntil(() => element.matches(`:state(${state})`), `comes to ${state}`, {
    timeout: 10_000,
  }) as Promise<void>;
}

/** Waits until the element says so. */
export async function says(element: KitElement, words: string | RegExp): Promise<void> {
  const said = () => textOf(element);
  await waitUntil(
    () => (typeof words === 'string' ? said().includes(words) : words.test(said())),
    `says ${words}`,
    { timeout: 10_000 },
  );
}

/** What can be read in an element, its spaces made one. */
export function textOf(element: KitElement): string {
  return (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
}

export function find<T extends Element = HTMLElement>(element: KitElement, selector: string): T {
  const found = element.renderRoot.querySelector<T>(selector);
  if (!found) throw new Error(`There is no ${selector} in <${element.localName}>.`);
  return found;
}

export function all(element: KitElement, selector: string): HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(selector)];
}

/** The button that says so. */
export function button(element: KitElement, words: string): HTMLButtonElement {
  const found = all(element, 'button').find((each) => each.textContent?.includes(words));
  if (!found) throw new Error(`There is no button “${words}”.`);
  return found as HTMLButtonElement;
}

/** Goes to the box for a note, as whoever begins to write does: what it takes to send one is loaded then. */
export async function beginNote(element: KitElement): Promise<void> {
  find(element, '#note').focus();
  await until(() => !all(element, '.starter').length, 'the box is whole');
}

export async function type(element: KitElement, selector: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(element, selector);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

export async function choose(element: KitElement, selector: string, value: string): Promise<void> {
  const field = find<HTMLSelectElement>(element, selector);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  await element.updateComplete;
}

export async function press(
  element: KitElement,
  target: Element,
  key: string,
  more: KeyboardEventInit = {},
): Promise<void> {
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
  );
  await element.updateComplete;
}

/** Somebody else, elsewhere. */
export function someone(who?: Who): KitClient {
  return connect({ endpoint, siteKey, ...(who && { tokenUrl: `/token/${who}` }) });
}

let keys = 0;

/** A report of Rosa's. Gives its reference. */
export async function reported(title = 'The lift is stuck', description = ''): Promise<string> {
  keys += 1;
  // Before anything is waited for: several may be made at once.
  const key = `stage-${Date.now()}-${keys}`;
  const { incident } = await someone('rosa').call((api) =>
    api.incidents.report.mutate({
      key,
      title,
      description,
      impact: 'medium',
      urgency: 'medium',
    }),
  );
  return incident;
}

const connected = globalThis.fetch;

/** Pulls the plug: requests fail as they do without a network. Gives what plugs it in again. */
export function unplug(): () => void {
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
  window.dispatchEvent(new Event('offline'));
  return () => {
    globalThis.fetch = connected;
    Reflect.deleteProperty(navigator, 'onLine');
    window.dispatchEvent(new Event('online'));
  };
}

/** Holds back what is asked for, as a slow server does. Gives what lets it through. */
export function holdBack(): () => void {
  const gate = Promise.withResolvers<void>();
  globalThis.fetch = async (input, init) => {
    await gate.promise;
    return connected(input, init);
  };
  return () => {
    globalThis.fetch = connected;
    gate.resolve();
  };
}

/**
 * Lets no request to these paths through, so that the page is not told what happens elsewhere: its
 * stream begins anew, and cannot. Gives what lets them through again.
 */
export function withhold(...paths: string[]): () => void {
  const isWithheld = (input: RequestInfo | URL) =>
    paths.some((path) => String(input instanceof Request ? input.url : input).includes(path));
  globalThis.fetch = (input, init) =>
    isWithheld(input) ? Promise.reject(new TypeError('Failed to fetch')) : connected(input, init);
  window.dispatchEvent(new Event('offline'));
  return () => {
    globalThis.fetch = connected;
    window.dispatchEvent(new Event('online'));
  };
}

/**
 * The session at the host page's own server, which gives the tokens; to be had before the page asks for one. Once it
 * has ended, whoever asked before and waits for the answer is told so too: a token that came then, for the stream
 * perhaps, would serve what is sent after it as well.
 */
export function hostSession(): { end(): void; signIn(): void; leave(): void } {
  let isOver = false;
  const before = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (!String(input).includes('/token/')) return before(input, init);
    const answer = isOver ? new Response(null, { status: 401 }) : await before(input, init);
    const token = await answer.text();
    return Object.assign(answer, { text: async () => (isOver ? '' : token) });
  };
  return {
    end: () => {
      isOver = true;
    },
    signIn: () => {
      isOver = false;
    },
    leave: () => {
      globalThis.fetch = before;
    },
  };
}

/** What somebody who holds a receipt can reach. */
export function holderOf(receipt: string): KitClient {
  return connect({ endpoint, receipt });
}

/** The next event of that name from the element. */
export function next<K extends keyof GlobalEventHandlersEventMap>(
  element: HTMLElement,
  name: K,
): Promise<GlobalEventHandlersEventMap[K]> {
  return new Promise((resolve) => {
    element.addEventListener(name, (event) => resolve(event as GlobalEventHandlersEventMap[K]), {
      once: true,
    });
  });
}

/** The focus inside of the element, through shadow roots. */
export function focused(element: KitElement): Element | null {
  return element.shadowRoot?.activeElement ?? null;
}

export async function isAccessible(element: HTMLElement): Promise<void> {
  await expect(element).to.be.accessible({ ignoredRules: ['region'] });
}
