import type { IncidentView, TimelineEntry } from '@incident-kit/server/domain';

export interface IncidentChangedDetail {
  incident: IncidentView;
  /** Position in the log up to which `incident` is known. */
  seq: number;
}

export interface ReviewSelection {
  /** The incident that is reviewed, e.g. "INC-42". */
  incident: string;
}

declare global {
  interface GlobalEventHandlersEventMap {
    /** The incident stands otherwise than it did: from here, or from anywhere else. */
    'incident-changed': CustomEvent<IncidentChangedDetail>;
    /** A note was added from this element. */
    'incident-note-added': CustomEvent<TimelineEntry>;
    /** The desk chose the review of an incident. Cancelable: then a link is not followed. */
    'review-selected': CustomEvent<ReviewSelection>;
  }
}
