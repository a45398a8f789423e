import type { KitClient } from '../client/client.ts';
import { Retry } from '../client/retry.ts';
import type { MenuItem } from './action-menu.ts';
import type { Audience } from './actions.ts';
import type { DeskHost } from './desk/desk-host.ts';
import type { DeskWork } from './desk/desk-work.ts';
import type { AllowedActions } from './head.ts';
import type { WorkMessages } from './work-messages.ts';

/** What the desk does besides; it comes once there is a desk that looks, and nobody else's page loads any of it. */
export class TimelineDesk {
  readonly #host: (kit: KitClient) => DeskHost;
  #work: DeskWork | undefined;
  /** Of which incident and identity it is; without one nothing is loaded. */
  #turn: { kit: KitClient; incident: string } | undefined;
  #isLoading = false;
  readonly #retry = new Retry(() => void this.#load());

  /** @param host - asked when it has come: before, there may be no shadow root */
  constructor(host: (kit: KitClient) => DeskHost) {
    this.#host = host;
  }

  /** Begins anew, with another incident or identity. */
  restart(kit: KitClient | undefined, incident: string): void {
    this.#work?.close();
    this.#work = undefined;
    this.#isLoading = false;
    this.#retry.reset();
    this.#turn = kit && { kit, incident };
  }

  /** The open form; undefined without one. Loads what is missing for whoever may do such things. */
  template(allowed: AllowedActions, locale: string): unknown {
    if (!this.#work && allowed.has('add-internal-note')) void this.#load();
    return this.#work?.template(locale);
  }

  /** The boxes in which the desk writes; undefined until they have come. */
  composer(messages: WorkMessages, locale: string): unknown {
    return this.#work?.composer(messages, locale);
  }

  /** It has left the page, and may come back. */
  leave(): void {
    this.#work?.leave();
  }

  items(locale: string): readonly MenuItem[] {
    return this.#work?.items(locale) ?? [];
  }

  get isThere(): boolean {
    return this.#work?.isThere === true;
  }

  readonly begin = (name: string): void => this.#work?.begin(name);

  closeForm(): void {
    this.#work?.closeForm();
  }

  withdraw(): { text: string; audience: Audience } | undefined {
    return this.#work?.withdraw();
  }

  async #load(): Promise<void> {
    const turn = this.#turn;
    if (this.#isLoading || !turn) return;
    this.#isLoading = true;
    // Without a network it does not come; the rest of the timeline needs none of it.
    const part = await import('./desk/desk-work.ts').catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#isLoading = false;
    if (!part) return this.#retry.later();
    this.#retry.reset();
    const host = this.#host(turn.kit);
    this.#work = new part.DeskWork(host, turn.incident);
    host.changed();
  }
}
