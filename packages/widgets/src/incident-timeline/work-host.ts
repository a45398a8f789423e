import type { NoteVisibility, TimelineEntry } from '@incident-kit/server/domain';
import type { Announcer } from './announcer.ts';
import type { AllowedActions } from './head.ts';
import type { ToolsHost } from './tools-host.ts';

/** What parts that come later ask of the element that shows the incident. */
export interface WorkHost extends ToolsHost {
  readonly announcer: Announcer;
  /** What of it is offered here. */
  allowed(): AllowedActions;
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
