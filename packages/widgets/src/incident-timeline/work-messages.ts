import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { TimelineWorkMessages } from '../locales/en/timeline-work.ts';

/** All that is said to whoever writes or does something. */
export type WorkMessages = IncidentTimelineMessages & TimelineWorkMessages;
