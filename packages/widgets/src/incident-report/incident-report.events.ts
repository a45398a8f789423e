import type { KitRequestError } from '../client/errors.ts';
import type { Report, ReportAnswer } from '../client/outbox.ts';

/** What a person reports, as it is sent. Levels, services and categories are named by their ids. */
export type IncidentReportDetail = Omit<Report, 'key'>;

/**
 * The answer to a report: `incident` is its reference ("INC-42"), `due` says when the desk aims to have
 * answered and solved it (epoch milliseconds, null without a target), `receipt` is the secret link of
 * somebody who has no account.
 */
export type ReportedIncident = ReportAnswer;

declare global {
  interface GlobalEventHandlersEventMap {
    /** Cancelable. The handler may change `detail`; what it leaves there is sent. */
    'incident-before-submit': CustomEvent<IncidentReportDetail>;
    /** The server has it, at once or when the network was back. */
    'incident-submitted': CustomEvent<ReportedIncident>;
    /** The report was refused or the server failed. Being offline is not a failure: it waits. */
    'incident-submit-failed': CustomEvent<KitRequestError>;
  }
}
