import { nothing } from 'lit';
import { languageOf, messagesOf, override } from '../base/messages.ts';
import type { KitClient } from '../client/client.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { ServiceObjectivesMessages } from '../locales/en/service-objectives.ts';
import { burnTable } from './burn-table.ts';
import type { DetailsOf } from './objective-card.ts';
import type { Objective } from './objectives.ts';
import { type DetailsMessages, PastEpisodes } from './past-episodes.ts';

/** The element that shows them. */
interface DetailsView {
  words: ServiceObjectivesMessages;
  /** What the page says in place of any message. */
  messages: object | undefined;
  locale: string;
  /** The server's, epoch milliseconds. */
  now: number;
  explain(failure: KitRequestError): string;
}

const file = 'objective-details';

/** What somebody opened of objectives: the table of a chart, and when a budget burned too fast. */
export class OpenedDetails {
  readonly #changed: () => void;
  /** By the objectives' ids. */
  readonly #past = new Map<string, PastEpisodes>();
  #kit: KitClient | undefined;

  /** @param changed - called when there is something else to show */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Begins to read what was opened. */
  connect(kit: KitClient): void {
    this.#kit = kit;
    for (const each of this.#past.values()) each.connect(kit);
  }

  disconnect(): void {
    this.#kit = undefined;
    for (const each of this.#past.values()) each.disconnect();
  }

  close(what: DetailsOf, id: string): void {
    if (what === 'table') return;
    this.#past.get(id)?.disconnect();
    this.#past.delete(id);
  }

  /** What is behind one of them, which is open from now on. */
  draw(what: DetailsOf, objective: Objective, shown: DetailsView): unknown {
    const { locale, messages } = shown;
    const found = messagesOf(languageOf(locale, file), file, this.#changed);
    if (!found) return nothing;
    const words = override({ ...shown.words, ...found }, messages) as unknown as DetailsMessages;
    const view = { ...shown, words };
    if (what === 'table') return burnTable(objective, view);
    const { id } = objective;
    let past = this.#past.get(id);
    if (!past) {
      past = new PastEpisodes(id, this.#changed);
      this.#past.set(id, past);
      if (this.#kit) past.connect(this.#kit);
    }
    return past.draw(objective, view);
  }
}
