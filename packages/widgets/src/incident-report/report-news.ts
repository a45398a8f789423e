import { html, nothing } from 'lit';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { circleCheckGlyph } from '../base/glyphs/circle-check.ts';
import type { KitElement } from '../base/kit-element.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import type { IncidentReportMessages } from '../locales/en/incident-report.ts';
import type { ReportNewsMessages } from '../locales/en/report-news.ts';
import type { IncidentReportDetail } from './incident-report.events.ts';
import type { Explain } from './report-notices.ts';
import type { ReportSession } from './report-session.ts';
import type { ReportValues } from './report-values.ts';

/** What became of other reports of this person that waited: one arrived, one came back. */
export function reportNews(
  element: KitElement,
  session: ReportSession,
  { receipt }: IncidentReportMessages,
  explain: Explain,
): unknown {
  const { arrived, returned } = session;
  const { locale } = element as unknown as { locale: string };
  const again = () => element.requestUpdate();
  const found = messagesOf(languageOf(locale, 'incident-report'), 'report-news', again);
  if (!found) return nothing;
  const messages = found as unknown as ReportNewsMessages;
  return [
    arrived
      ? notice(
          'success',
          circleCheckGlyph,
          html`
            ${messages.delivered(arrived.incident)}
            ${arrived.receipt ? html`<a href=${arrived.receipt.url}>${receipt}</a>` : nothing}
          `,
        )
      : nothing,
    returned
      ? notice(
          'danger',
          circleAlertGlyph,
          messages.returned(returned.report.title, explain(returned.error)),
          {
            label: messages.reopen,
            onClick: () => session.reopen(returned, toValues(returned.report)),
          },
        )
      : nothing,
  ];
}

/** A report that comes back, as the form shows it. */
function toValues({ contact, ...report }: IncidentReportDetail): Partial<ReportValues> {
  return {
    ...report,
    'contact.name': contact?.name ?? '',
    'contact.email': contact?.email ?? '',
  } as Partial<ReportValues>;
}
