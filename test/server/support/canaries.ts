import { randomBytes } from 'node:crypto';

const mark = 'cnry';

export interface Canary {
  value: string;
  /** What it stands in. */
  what: string;
  /** Names of the readers who may see it. */
  readers: readonly string[];
}

/** Random words that are put where something is confidential, and looked for wherever something is told. */
export class Canaries {
  readonly all: Canary[] = [];

  /** A new one; it may be an id, a name, or a word of a text. */
  plant(what: string, readers: readonly string[]): string {
    const value = `${mark}${randomBytes(8).toString('hex')}`;
    this.all.push({ value, what, readers });
    return value;
  }

  /** What is secret by itself, such as a token. */
  watch(what: string, value: string, readers: readonly string[] = []): void {
    if (!this.all.some((each) => each.value === value)) this.all.push({ value, what, readers });
  }

  /** What a reader was told of that is not for them. */
  leakedTo(reader: string, text: string): string[] {
    return this.#in(text)
      .filter(({ readers }) => !readers.includes(reader))
      .map(({ what }) => what);
  }

  /** What is for nobody at all. */
  secretIn(text: string): string[] {
    return this.#in(text)
      .filter(({ readers }) => readers.length === 0)
      .map(({ what }) => what);
  }

  /** All that a text tells. */
  toldIn(text: string): string[] {
    return this.#in(text).map(({ value }) => value);
  }

  #in(text: string): Canary[] {
    const isMarked = text.includes(mark);
    return this.all.filter(
      ({ value }) => (isMarked || !value.startsWith(mark)) && text.includes(value),
    );
  }
}
