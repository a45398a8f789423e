import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';

type Answer = Awaited<ReturnType<KitApi['incidents']['presence']['mutate']>>;

/** Somebody of the desk who looks at the same incident. */
export type Colleague = Answer['others'][number];

/**
 * How often it is said, milliseconds: while nobody touches the page, and at most while somebody does. Who was here
 * first hears of the second only in an answer of their own, and has to before they do anything.
 */
const idleMs = 20_000;
const activeMs = 5_000;

/** What somebody does who is at the page. */
const activities = ['pointermove', 'keydown', 'focus'] as const;

/** How long after the last key somebody still writes, milliseconds. */
const writingMs = 10_000;

/**
 * Says that somebody looks at an incident, or writes, for as long as the page can be seen, and hears who else does.
 * What goes wrong is nobody's business: it is said again.
 */
export class Presence {
  others: readonly Colleague[] = [];

  readonly #kit: KitClient;
  readonly #incident: string;
  readonly #changed: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writesUntil = 0;
  /** When it was said last. */
  #toldAt = 0;
  /** What was said last; undefined while nothing is to be said. */
  #doing: 'viewing' | 'writing' | undefined;

  constructor(kit: KitClient, incident: string, changed: () => void) {
    this.#kit = kit;
    this.#incident = incident;
    this.#changed = changed;
  }

  /** Begins, or goes on. */
  enter(): void {
    if (this.#doing) return;
    this.#doing = 'viewing';
    document.addEventListener('visibilitychange', this.#tell);
    addEventListener('pagehide', this.#onPageHide);
    for (const each of activities) addEventListener(each, this.#onActivity, { passive: true });
    void this.#tell();
  }

  /** They look at something else. */
  leave(): void {
    if (!this.#doing) return;
    this.#doing = undefined;
    this.others = [];
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#tell);
    removeEventListener('pagehide', this.#onPageHide);
    for (const each of activities) removeEventListener(each, this.#onActivity);
    this.#sayGone();
  }

  /** A key was pressed in what they write; `text` is what stands there. */
  write(text: string): void {
    const wrote = this.#writesUntil > Date.now();
    this.#writesUntil = text.trim() ? Date.now() + writingMs : 0;
    if (wrote !== this.#writesUntil > Date.now()) void this.#tell();
  }

  readonly #onActivity = (): void => {
    if (performance.now() - this.#toldAt > activeMs) void this.#tell();
  };

  readonly #tell = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (!this.#doing || document.visibilityState === 'hidden') return;
    this.#toldAt = performance.now();
    const isWriting = this.#writesUntil > Date.now();
    const doing = isWriting ? 'writing' : 'viewing';
    this.#doing = doing;
    const incident = this.#incident;
    const answer = await this.#kit
      .call((api) => api.incidents.presence.mutate({ incident, doing }))
      .catch(() => undefined);
    // What was said on its way out may have come after that they had gone.
    if (!this.#doing) return this.#sayGone();
    if (answer && JSON.stringify(answer.others) !== JSON.stringify(this.others)) {
      this.others = answer.others;
      this.#changed();
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tell, idleMs);
  };

  /** A page that is left has no time to wait for an answer; one that comes back says so itself. */
  readonly #onPageHide = (): void => this.#sayGone();

  #sayGone(): void {
    this.#kit
      .fetch('/trpc/incidents.presence', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ incident: this.#incident, doing: 'gone' }),
        keepalive: true,
      })
      .catch(() => {});
  }
}
