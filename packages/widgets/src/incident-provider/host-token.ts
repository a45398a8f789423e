import type { KitClient } from '../client/client.ts';
import type { KitSettings } from '../client/settings.ts';

type Give = NonNullable<KitSettings['token']>;

/**
 * The function of the page that gives host tokens. Pages often hand over another one with each rendering, for the
 * same person: then what is inside goes on with the same client, and nothing is read anew.
 */
export class HostToken {
  readonly #changed: () => void;
  /** What the page handed over last. */
  #latest: Give | undefined;
  /** What clients get for whoever is signed in: `stable` stays the same, and calls `give`. */
  #person: { give: Give; stable: Give } | undefined;
  #isChecking = false;

  /** @param changed - somebody else is signed in */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * What to give to a client for the page's function.
   * @param client - the one that got what this gave last
   */
  for(given: unknown, client: KitClient | undefined): Give | undefined {
    if (given === this.#latest) return this.#person?.stable;
    this.#latest = typeof given === 'function' ? (given as Give) : undefined;
    if (!this.#latest) this.#person = undefined;
    else if (this.#person && client) void this.#check(client);
    else this.#begin(this.#latest);
    return this.#person?.stable;
  }

  #begin(give: Give): void {
    const person = { give, stable: () => person.give() };
    this.#person = person;
  }

  /** Whether the latest function gives tokens of the same person as before. */
  async #check(client: KitClient): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    let checked: Give | undefined;
    while (this.#latest && this.#person && checked !== this.#latest) {
      checked = this.#latest;
      const person = this.#person;
      const [was, is] = await Promise.all([client.subject(), subjectOf(checked, client)]);
      if (checked !== this.#latest || person !== this.#person) continue;
      if (is && is === was) person.give = checked;
      else {
        this.#begin(checked);
        this.#changed();
      }
    }
    this.#isChecking = false;
  }
}

/** Whose tokens a function gives; undefined when it gives none, or nobody can tell. */
async function subjectOf(token: Give, client: KitClient): Promise<string | undefined> {
  try {
    const { TokenKeeper } = await import('../client/token.ts');
    const keeper = new TokenKeeper({
      settings: { ...client.settings, token },
      now: () => client.now(),
    });
    await keeper.get();
    return keeper.subject;
  } catch {
    return undefined;
  }
}
