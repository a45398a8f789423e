import type { IncidentView } from '@incident-kit/server/domain';
import { clocksChangeIn, clocksKnownUntil } from './header-clocks.ts';

const renewMs = 60_000;

/** The working windows by which clocks are counted down: the server tells those of some days only. */
export class ClockWindows {
  readonly #renew: () => void;
  /** On the clock of the page. */
  #renewAt = 0;

  /** @param renew - asks for more of them, as those that are known have passed */
  constructor(renew: () => void) {
    this.#renew = renew;
  }

  /** In how many milliseconds a clock reads otherwise, or more of them are to be known; Infinity for never. */
  changesIn(incident: IncidentView, now: number): number {
    const knownUntil = clocksKnownUntil(incident);
    const isKnown = now < knownUntil;
    if (!isKnown) this.#ask();
    return Math.min(clocksChangeIn(incident, now), isKnown ? knownUntil - now : renewMs);
  }

  /** While there is no answer, again after a while. */
  #ask(): void {
    const now = performance.now();
    if (now < this.#renewAt) return;
    this.#renewAt = now + renewMs;
    this.#renew();
  }
}
