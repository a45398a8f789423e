import type { FieldError, NoteVisibility, TimelineEntry } from '@incident-kit/server/domain';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentTimelineMessages } from '../locales/en/incident-timeline.ts';
import type { Announcer } from './announcer.ts';
import type { AllowedActions } from './head.ts';
import type { TimelineFeed } from './timeline-feed.ts';

/** What parts that come later ask of the element that shows the incident. */
export interface WorkHost {
  readonly root: ShadowRoot;
  readonly kit: KitClient;
  readonly incident: string;
  readonly feed: TimelineFeed;
  readonly announcer: Announcer;
  /** What of it is offered here. */
  allowed(): AllowedActions;
  /** What the page gave this element to say. */
  ownWords(): unknown;
  /** What the element says, the page's own words included. */
  messages(): IncidentTimelineMessages | undefined;
  explain(error: KitRequestError, field?: FieldError): string;
  changed(): void;
  focusOn(selector: string): Promise<void>;
  /** Reads all of it again. */
  reload(): void;
  /** Reads how it stands. */
  readHead(): Promise<void>;
  /** Which box is open while nobody has chosen, as the page has it. */
  defaultNote(): string | undefined;
  /** Opens the box for what these readers read, and goes there. */
  compose(readers: NoteVisibility): void;
  /** A note was added here. */
  added(entry: TimelineEntry): void;
}
