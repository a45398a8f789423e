import type { TimelineEntry } from '@incident-kit/server/domain';
import type { ActionFlow } from './action-flow.ts';
import { isAsSent } from './composer.ts';
import type { NoteDraft } from './note-draft.ts';
import type { NoteFiles } from './note-files.ts';
import type { WorkHost } from './work-host.ts';
import type { WorkMessages } from './work-messages.ts';

/** What somebody wrote on its way to the server, with its files. */
export class NoteSender {
  /** Whether what was sent last is answered with what was sent before it, and stays. */
  isAnother = false;
  readonly #host: WorkHost;
  readonly #flow: ActionFlow;
  readonly #files: NoteFiles;
  readonly #messages: () => WorkMessages | undefined;

  constructor(
    host: WorkHost,
    flow: ActionFlow,
    files: NoteFiles,
    messages: () => WorkMessages | undefined,
  ) {
    this.#host = host;
    this.#flow = flow;
    this.#files = files;
    this.#messages = messages;
  }

  /** Sends it; without words it says that they are missing. */
  async send(note: NoteDraft): Promise<void> {
    const { kit, incident, feed, explain, changed, focusOn } = this.#host;
    const { text, visibility, key } = note;
    note.problem = text.trim() ? undefined : this.#messages()?.missingNote;
    changed();
    if (note.problem) return focusOn('#note');
    let added: TimelineEntry | undefined;
    const sent = await this.#flow.run(
      'note',
      async () => {
        const files = await this.#files.send(visibility);
        const input = { incident, text, visibility, key, ...note.mentions, ...files };
        const { entry } = await kit.call((api) => api.incidents.addNote.mutate(input));
        added = entry;
        return entry;
      },
      (error) => {
        note.problem = error.passes ? this.#messages()?.noteOffline : explain(error);
      },
      () => {
        this.isAnother = !!added && !isAsSent(added, text);
        if (this.isAnother) note.arrivedBefore(this.#messages()?.noteArrived);
        else note.sent();
        // Those of the first have arrived with it.
        if (!this.isAnother || (added?.kind === 'note' && added.attachments)) {
          this.#files.clear(visibility);
        }
        if (added) feed.receiveEntry(added, true);
      },
    );
    if (added) this.#host.added(added);
    await focusOn('#note');
    if (sent) void this.#host.readHead();
  }
}
