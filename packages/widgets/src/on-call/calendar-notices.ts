import { html, type TemplateResult } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { formatInstant } from '../base/intl.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { OnCallCalendarMessages } from '../locales/en/on-call-calendars.ts';
import type { ScheduleNow } from './roster.ts';

const file = 'on-call-calendars';

/** The element that shows them. */
interface Host {
  locale: string;
  again: () => void;
  messages: object | undefined;
}

type Calendar = ScheduleNow['calendars'][number];

/**
 * From which calendars of others a schedule has shifts, how old they are, and what is wrong with them; nothing until
 * the words for it have come.
 */
export function calendarNotices(
  // A server of before says nothing of calendars.
  { calendars = [] }: ScheduleNow,
  { locale, again, messages: own }: Host,
): TemplateResult[] {
  if (calendars.length === 0) return [];
  const found = messagesOf(languageOf(locale, file), file, again);
  if (!found) return [];
  const messages = { ...found, ...own } as OnCallCalendarMessages;
  return calendars.map((each) => {
    const { name, readAt, problem } = each;
    if (readAt !== null && !problem) {
      return html`<p class="hint">${messages.read(name, formatInstant(locale, readAt))}</p>`;
    }
    const said = [stateOf(each, messages, locale), whyOf(each, messages)];
    return notice('warning', circleAlertGlyph, said.filter(Boolean).join(' '));
  });
}

function stateOf(
  { name, readAt, triedAt, problem }: Calendar,
  messages: OnCallCalendarMessages,
  locale: string,
): string {
  if (readAt === null) return messages.never(name);
  const when = formatInstant(locale, readAt);
  const isPartly = problem === 'unknown-people' || problem === 'unreadable-events';
  return isPartly && readAt === triedAt ? messages.partly(name, when) : messages.kept(name, when);
}

function whyOf({ problem, about }: Calendar, { why }: OnCallCalendarMessages): string {
  // A newer server may say what these words do not know.
  const said = problem
    ? (why[problem] as string | ((about: readonly string[]) => string) | undefined)
    : '';
  return typeof said === 'function' ? said(about) : (said ?? '');
}
