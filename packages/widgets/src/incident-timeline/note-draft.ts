import type { NoteVisibility } from '@incident-kit/server/domain';
import { newKey } from '../base/new-key.ts';

/** A note that is being written. It stays until it has been sent. */
export class NoteDraft {
  text = '';
  visibility: NoteVisibility = 'public';
  /** What is wrong with it, or why it could not be sent. */
  problem: string | undefined;
  /** Sent with it, so that it counts once however often it is sent. */
  key: string = newKey();

  write(text: string): void {
    this.text = text;
    this.problem = undefined;
  }

  /** Adds what was written elsewhere and found no use there. */
  append(text: string): void {
    this.text = [this.text, text].filter(Boolean).join('\n\n');
  }

  /** It was sent: the next one is for the same readers. */
  sent(): void {
    this.write('');
    this.key = newKey();
  }

  /** Another incident or identity. */
  forget(): void {
    this.sent();
    this.visibility = 'public';
  }
}
