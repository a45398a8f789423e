import { html, type TemplateResult } from 'lit';
import type { KitRequestError } from '../client/errors.ts';
import { failureNotice } from './failure-notice.ts';
import { circleAlertGlyph } from './glyphs/circle-alert.ts';
import { notice } from './notice.ts';

interface Missing {
  isConfigured: boolean;
  /** How reading it goes. */
  resource: { failure: KitRequestError | undefined; reload(): void };
  explain(failure: KitRequestError): string;
  skeleton: unknown;
}

interface Reading {
  isConfigured: boolean;
  /** Whether there is something in what was read; undefined until it was. */
  hasSome: boolean | undefined;
  /** Whether what is shown may be out of date. */
  isStale: boolean;
  failure: KitRequestError | undefined;
}

/** The states of an element that shows what it has read. */
export function statesOf({ isConfigured, hasSome, isStale, failure }: Reading) {
  const isRead = hasSome !== undefined;
  return {
    unconfigured: !isConfigured,
    loading: !isRead && !failure && isConfigured,
    ready: hasSome === true,
    empty: hasSome === false,
    offline: isStale || failure?.definite === false,
    error: !isRead && failure?.definite === true,
  };
}

/** What stands in for what an element shows until it has read that: bones, or why there is nothing to read. */
export function standIn(
  messages: { notConfigured: string; failed: string; retry: string },
  { isConfigured, resource, explain, skeleton }: Missing,
): unknown {
  if (!isConfigured) return notice('', circleAlertGlyph, messages.notConfigured);
  const { failure } = resource;
  if (!failure) return skeleton;
  return failureNotice(failure, explain(failure), messages, () => resource.reload());
}

/**
 * As high as what is on its way.
 * @param loading - what a screen reader is told
 * @param kinds - the classes of the bones, which the element's styles give their sizes
 */
export function bones(loading: string | undefined, kinds: readonly string[]): TemplateResult {
  return html`
    <div class="frame" aria-busy="true">
      <span class="quiet" data-say>${loading}</span>
      ${kinds.map((kind) => html`<div class="bone ${kind}"></div>`)}
    </div>
  `;
}
