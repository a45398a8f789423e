/**
 * How a story finds its server. `globalThis.incidentKitWorld` says where the real kit server is that
 * was started for the stories or the tests, and which incidents there are in it.
 */
import { html, type TemplateResult } from 'lit';
import type { WorldFacts } from '../test/widgets/support/world-facts.ts';

/** Without one, the demo's server (`npm start`) and its first incidents. */
export const world: WorldFacts = globalThis.incidentKitWorld ?? {
  endpoint: 'http://localhost:4000',
  siteKey: 'pk_demo',
  monitored: 'http://localhost:4000',
  measured: 'http://localhost:4000',
  learned: 'http://localhost:4000',
  recurring: 'http://localhost:4000',
  published: 'http://localhost:4000',
  closed: 'http://localhost:9',
  incidents: {
    running: 'INC-1',
    warning: 'INC-2',
    paused: 'INC-6',
    breached: 'INC-3',
    met: 'INC-4',
    missed: 'INC-5',
    mixed: 'INC-4',
    closed: 'INC-4',
    unknown: 'INC-999999',
  },
  article: 'KB-1',
};

export type Who = 'rosa' | 'grace' | 'amir' | 'mei';

/** What every story says besides its template. */
export interface StoryParameters {
  /** The custom state that the element comes to: what the test of all stories waits for. */
  state?: string;
}

/** Puts a story before the real server, as an anonymous visitor or as somebody who is signed in. */
export function online(content: unknown, who?: Who): TemplateResult {
  return html`<incident-provider
    endpoint=${world.endpoint}
    site-key=${world.siteKey}
    .tokenUrl=${who && `/token/${who}`}
    >${content}</incident-provider
  >`;
}

/** Puts a story before the server that monitoring tells of what burns, and that tells people outside. */
export function onMonitored(content: unknown, who: Who): TemplateResult {
  return html`<incident-provider
    endpoint=${world.monitored}
    site-key=${world.siteKey}
    .tokenUrl=${`/token/${who}`}
    >${content}</incident-provider
  >`;
}

/** Puts a story before the server that has learned of the history of a desk. */
export function onLearned(content: unknown, who: Who): TemplateResult {
  return html`<incident-provider
    endpoint=${world.learned}
    site-key=${world.siteKey}
    .tokenUrl=${`/token/${who}`}
    >${content}</incident-provider
  >`;
}

/** Puts a story before the server where something keeps coming back. */
export function onRecurring(content: unknown, who: Who): TemplateResult {
  return html`<incident-provider
    endpoint=${world.recurring}
    site-key=${world.siteKey}
    .tokenUrl=${`/token/${who}`}
    >${content}</incident-provider
  >`;
}

/** Puts a story before the server that counts what services are to achieve. */
export function onMeasured(content: unknown, who?: Who): TemplateResult {
  return html`<incident-provider
    endpoint=${world.measured}
    site-key=${world.siteKey}
    .tokenUrl=${who && `/token/${who}`}
    >${content}</incident-provider
  >`;
}

/** Puts a story before the server whose site tells everybody figures of some services. */
export function onPublished(content: unknown, siteKey = world.siteKey): TemplateResult {
  return html`<incident-provider endpoint=${world.published} site-key=${siteKey}
    >${content}</incident-provider
  >`;
}

/** Puts a story where nobody listens. */
export function offline(content: unknown): TemplateResult {
  return html`<incident-provider endpoint=${world.closed} site-key=${world.siteKey}
    >${content}</incident-provider
  >`;
}

/** Puts a story before a server whose host never says who is there, so that nothing ever comes. */
export function waiting(content: unknown): TemplateResult {
  return html`<incident-provider
    endpoint=${world.endpoint}
    site-key=${world.siteKey}
    .token=${never}
    >${content}</incident-provider
  >`;
}

const never = () => new Promise<string>(() => {});
