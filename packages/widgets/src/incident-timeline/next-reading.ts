import type { DeskView } from './desk-seen.ts';
import { agosChangeIn } from './format-time.ts';
import type { TimelineFeed } from './timeline-feed.ts';

const renewMs = 60_000;

/** Draws again as soon as one of the times shown reads otherwise. */
export class NextReading {
  readonly #draw: () => void;
  readonly #renew: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** On the clock of the page. */
  #renewAt = 0;

  /** @param renew - asks for more of the working windows, as those that are known have passed */
  constructor(draw: () => void, renew: () => void) {
    this.#draw = draw;
    this.#renew = renew;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** All has been drawn as it reads now: then it sleeps. */
  drawn({ entries, head }: TimelineFeed, view: DeskView | undefined, now: number): void {
    const { knownUntil: until, changesIn } = (head && view) ?? {};
    const knownUntil = (head && until?.(head.incident)) ?? Infinity;
    if (now >= knownUntil) this.#renewClocks();
    const next = Math.min(
      agosChangeIn(entries, now),
      (head && changesIn?.(head.incident, now)) ?? Infinity,
      now < knownUntil ? knownUntil - now : renewMs,
    );
    // By itself: the page's one clock, which badges share, is loaded with them.
    this.stop();
    if (next < Infinity) this.#timer = setTimeout(this.#draw, Math.ceil(next / 1000) * 1000);
  }

  /** While there is no answer, again after a while. */
  #renewClocks(): void {
    const now = performance.now();
    if (now < this.#renewAt) return;
    this.#renewAt = now + renewMs;
    this.#renew();
  }
}
