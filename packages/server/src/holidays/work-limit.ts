import { KitError } from '../domain/errors.ts';

/** Days that are looked at; each takes some 0.1 µs. */
const mostForEvent = 60_000;
const mostForText = 250_000;

/** What an event costs too much with. */
export class TooMuchWork extends Error {}

/**
 * Counts what the events of a text cost, so that none keeps the server busy for long, whatever it says.
 * It counts steps and not time: a text is read the same on a slow machine.
 */
export class WorkLimit {
  #ofEvent = 0;
  #ofText = 0;
  #summary = '';

  begin(summary: string): void {
    this.#ofEvent = 0;
    this.#summary = summary;
  }

  /**
   * @throws TooMuchWork when the event costs too much
   * @throws KitError `ical-invalid` when the text does
   */
  readonly spend = (days: number): void => {
    this.#ofEvent += days;
    if (this.#ofEvent > mostForEvent) throw new TooMuchWork();
    this.#ofText += days;
    if (this.#ofText <= mostForText) return;
    const summary = this.#summary;
    throw new KitError(
      'ical-invalid',
      `With “${summary}” the text repeats too much to go through. Export fewer years or events.`,
      { details: { why: 'repeats-too-much', summary } },
    );
  };
}
