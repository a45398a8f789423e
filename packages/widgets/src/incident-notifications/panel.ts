import type { NotificationView } from '@incident-kit/server/domain';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { glyph } from '../base/glyph.ts';
import { checkGlyph } from '../base/glyphs/check.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { cloudOffGlyph } from '../base/glyphs/cloud-off.ts';
import { headingLevel } from '../base/heading-level.ts';
import { formatInstant } from '../base/intl.ts';
import { notice } from '../base/notice.ts';
import type { IncidentNotificationsMessages } from '../locales/en/incident-notifications.ts';
import type { Inbox } from './inbox.ts';
import { whatHappened } from './what-happened.ts';

export { panelStyles } from './panel.styles.ts';

export interface Panel {
  inbox: Inbox;
  messages: IncidentNotificationsMessages;
  locale: string;
  heading: string;
  headingLevel: number | undefined;
  isStale: boolean;
  isLive: boolean;
  /** What stands in for the list where it could not be read; undefined where it was, or is on its way. */
  failure: unknown;
  /** Why something that was done here was refused. */
  problem: string | undefined;
  /** Where an incident has a page of its own, with `{incident}` in it; empty for nowhere. */
  href: string;
  onOpen(event: MouseEvent, notification: NotificationView): void;
  onMark(notification: NotificationView): void;
  onMarkAll(): void;
  onOlder(): void;
}

/** What one was told of, newest first. */
export function panel(of: Panel): TemplateResult {
  const { inbox, messages } = of;
  return html`
    <header>
      <h2 id="heading" aria-level=${headingLevel(of.headingLevel)}>${of.heading}</h2>
      ${
        inbox.items?.length
          ? html`
            <button
              type="button"
              class="plain mark-all"
              aria-disabled=${inbox.unread === 0}
              @click=${() => inbox.unread > 0 && of.onMarkAll()}
            >
              ${messages.markAll}
            </button>
          `
          : nothing
      }
    </header>
    <div role="alert" class="problem">
      ${of.problem ? notice('danger', circleAlertGlyph, of.problem) : nothing}
    </div>
    ${of.isStale ? notice('warning', cloudOffGlyph, messages.offline) : nothing}
    ${of.isLive ? nothing : notice('', circleAlertGlyph, messages.notLive)}
    ${inbox.items ? list(of, inbox.items) : (of.failure ?? bones(messages))}
  `;
}

function list(of: Panel, items: readonly NotificationView[]): TemplateResult {
  const { inbox, messages } = of;
  if (items.length === 0) return html`<p class="none">${messages.none}</p>`;
  return html`
    <ul role="list" part="list">
      ${repeat(
        items,
        ({ entry }) => entry.seq,
        (each) => row(of, each),
      )}
    </ul>
    ${
      inbox.hasOlder
        ? html`
          <button
            type="button"
            class="older"
            aria-disabled=${inbox.isReadingOlder}
            @click=${() => of.onOlder()}
          >
            ${inbox.isReadingOlder ? messages.loadingOlder : messages.older}
          </button>
        `
        : nothing
    }
  `;
}

function row(of: Panel, notification: NotificationView): TemplateResult {
  const { messages, locale } = of;
  const { incident, title, entry, read } = notification;
  const { what, said } = whatHappened(notification, messages);
  const href = addressOf(of.href, incident);
  const open = (event: MouseEvent) => of.onOpen(event, notification);
  const parts = html`
    ${read ? nothing : html`<span class="quiet">${messages.unread}</span>`}
    <span class="what"><bdi>${what}</bdi></span>
    <span class="title" lang="" dir="auto">${title}</span>
    ${said ? html`<span class="said" lang="" dir="auto">${said}</span>` : nothing}
    <span class="facts"><bdi>${incident}</bdi><time datetime=${new Date(entry.at).toISOString()}>${formatInstant(locale, entry.at)}</time></span>
  `;
  return html`
    <li class=${read ? '' : 'unread'} part="notification">
      ${
        href
          ? html`<a class="open" href=${href} data-seq=${entry.seq} @click=${open}>${parts}</a>`
          : html`<button type="button" class="open" data-seq=${entry.seq} @click=${open}>${parts}</button>`
      }
      ${
        read
          ? nothing
          : html`
            <button
              type="button"
              class="plain mark"
              aria-label=${messages.markOne(title)}
              title=${messages.mark}
              @click=${() => of.onMark(notification)}
            >
              ${glyph(checkGlyph)}
            </button>
          `
      }
    </li>
  `;
}

function bones(messages: IncidentNotificationsMessages): TemplateResult {
  return html`
    <div class="bones" aria-busy="true">
      <span class="quiet" data-say>${messages.loading}</span>
      <div class="bone"></div>
      <div class="bone"></div>
      <div class="bone"></div>
    </div>
  `;
}

/** Where an incident's page is; undefined for what leads to no page, such as a script. */
function addressOf(pattern: string, incident: string): string | undefined {
  if (!pattern) return undefined;
  const href = pattern.replaceAll('{incident}', encodeURIComponent(incident));
  return URL.canParse(href, document.baseURI) &&
    /^https?:$/.test(new URL(href, document.baseURI).protocol)
    ? href
    : undefined;
}
