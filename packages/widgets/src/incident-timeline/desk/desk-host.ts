import type { FieldError, IncidentView, NoteVisibility } from '@incident-kit/server/domain';
import type { Attaching } from '../../base/attaching/attaching.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { Audience, FormAction, Seen } from '../actions.ts';
import type { Announcer } from '../announcer.ts';
import type { NoteBox } from '../composer.ts';
import type { AllowedActions } from '../head.ts';
import type { KeptDraft } from '../kept-draft.ts';
import type { IncidentDraft, NoteDraft } from '../note-draft.ts';
import type { TimelineFeed } from '../timeline-feed.ts';

/** What what the desk does asks of the element that shows it. */
export interface DeskHost {
  readonly root: ShadowRoot;
  readonly kit: KitClient;
  /** What was typed, by who reads it. */
  readonly answers: Record<Audience, string>;
  /** What is being written to the reporter, and to the desk. */
  readonly draft: IncidentDraft;
  /** What keeps it; `taken` is called when it has taken what was kept. */
  keeper(taken: () => void): KeptDraft;
  /** Which box is open while nobody has chosen, as the page has it: `internal`, `public` or `none`. */
  defaultNote(): string | undefined;
  /** The incident as it is shown. */
  incident(): IncidentView | undefined;
  /** What has happened to it, as far as it is shown. */
  readonly feed: TimelineFeed;
  /** What of it this person did here, by its position. */
  readonly own: Set<number>;
  readonly announcer: Announcer;
  /** What may be done to it here. */
  allowed(): AllowedActions;
  isBusy(): boolean;
  /** Does one thing at a time. Gives whether it went well. */
  run(
    command: (api: KitApi, seen: Seen) => Promise<{ seq: number }>,
    onFailed: (error: KitRequestError) => void,
    onDone?: () => void,
  ): Promise<boolean>;
  explain(error: KitRequestError, field?: FieldError): string;
  /** Says above the timeline what is wrong. */
  complain(problem: string): void;
  changed(): void;
  focusOn(selector: string): Promise<void>;
  /** It is done: the focus goes to what stands above. */
  goOn(): Promise<void>;
  /** Opens one of the timeline's own forms. */
  openForm(action: FormAction): void;
  /** Closes them. */
  closeForm(): void;
  /** What each box for a note has. */
  readonly noteBox: NoteBox;
  /** Opens the box for what these readers read, and goes there. */
  compose(audience: NoteVisibility): void;
  /** Whether a note is on its way. */
  isSending(): boolean;
  /** Sends it, if there is something in it. */
  sendNote(note: NoteDraft): void;
  /** Where files are attached to it. */
  files(audience: NoteVisibility): unknown;
  /** Those that are attached; undefined where none can be. */
  attaching(audience: NoteVisibility): Attaching | undefined;
}
