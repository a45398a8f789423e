import type { TimelineEntry } from './timeline.ts';

/** Something that happened to an incident, as whoever is told of it finds it. */
export interface NotificationView {
  incident: string;
  /** That of the incident. */
  title: string;
  entry: TimelineEntry;
  /** Whether they have read it, or did it themselves. */
  read: boolean;
}
