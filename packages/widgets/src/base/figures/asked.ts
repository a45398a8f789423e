import { html, nothing } from 'lit';
import type { KitApi } from '../../client/api.ts';
import type { KitClient } from '../../client/client.ts';
import type { KitRequestError } from '../../client/errors.ts';
import { LiveResource } from '../controllers/live-resource.ts';
import { cloudOffGlyph } from '../glyphs/cloud-off.ts';
import { notice } from '../notice.ts';
import { BehindPanel, type ReadBehind } from './behind-panel.ts';
import { type Chosen, type PeriodMessages, PeriodTools, sayChosen } from './period-tools.ts';

type PeriodQuery = ReturnType<PeriodTools['query']>;

/** What was asked for: the period and the filters as the server takes them, and as they were chosen. */
interface Asked {
  period: PeriodQuery;
  chosen: Chosen;
  /** The same for what is chosen alike. */
  key: string;
}

interface Read {
  seq: number;
  period: { from: number; to: number };
  names: Parameters<typeof sayChosen>[2];
}

interface Source<Answer> {
  /** The days that the page says. */
  said(): number | string | undefined;
  locale(): string;
  /** What is chosen besides the period and the filters. */
  besides(): unknown;
  read(api: KitApi, period: PeriodQuery): Promise<Answer>;
  received(answer: Answer): void;
  /** Something happened that may make it another answer. */
  changed(): void;
  forget(): void;
}

interface AskedMessages extends PeriodMessages {
  offline: string;
  failed: string;
  retry: string;
  loadingOther: string;
  stillOf(of: string): string;
}

/** Figures, and what they are of: what is chosen may be on its way meanwhile, or fail to come. */
export class AskedFigures<Answer extends Read> {
  readonly tools: PeriodTools = new PeriodTools(() => this.ask());
  readonly resource: LiveResource<'incidents', Answer & { asked: Asked }>;
  readonly behind: BehindPanel;
  shown: (Answer & { asked: Asked }) | undefined;
  readonly #source: Source<Answer>;
  /** The last that was asked for. */
  #newest: Promise<Answer & { asked: Asked }> | undefined;
  #isAsking = false;

  constructor(
    changed: () => void,
    root: () => HTMLElement | DocumentFragment,
    source: Source<Answer>,
  ) {
    this.#source = source;
    this.behind = new BehindPanel(changed, root);
    this.resource = new LiveResource(changed, {
      read: (kit) => this.#readNewest(kit),
      received: (answer) => {
        this.#isAsking = false;
        if (this.shown?.asked.key !== answer.asked.key) this.behind.close();
        this.shown = answer;
        source.received(answer);
      },
      failed: () => {
        this.#isAsking = false;
      },
      changed: () => source.changed(),
      forget: () => {
        this.shown = undefined;
        this.behind.close();
        source.forget();
      },
    });
  }

  /** Something else is chosen. */
  ask(): void {
    this.behind.close();
    this.#isAsking = true;
    void this.resource.readAgain();
  }

  /** Opens the incidents behind a number that is shown: of its period and filters, whatever is chosen meanwhile. */
  open(
    kit: KitClient | undefined,
    what: string,
    read: (api: KitApi, period: PeriodQuery & { before?: number }) => ReturnType<ReadBehind>,
  ): void {
    const period = this.shown?.asked.period;
    if (!kit || !period) return;
    this.behind.open(what, (before) =>
      kit.call((api) => read(api, before === undefined ? period : { ...period, before })),
    );
  }

  /** What is chosen, as the server takes it. */
  get period(): PeriodQuery {
    return this.tools.query(this.#source.said(), this.#source.locale());
  }

  /** Whether what is shown is of something else than what is chosen, and that is on its way. */
  get isBusy(): boolean {
    return this.#isOther && (this.#isAsking || !this.resource.failure);
  }

  /** Of what that is which is shown, in words. */
  say(words: PeriodMessages): string {
    const { shown } = this;
    if (!shown) return '';
    return sayChosen(shown.asked.chosen, shown.period, shown.names, words, this.#source.locale());
  }

  /** What stands above figures that are not of what is chosen, or may be out of date. */
  drawNotice(
    words: AskedMessages,
    isStale: boolean,
    explain: (failure: KitRequestError) => string,
  ): unknown {
    if (this.isBusy) return html`<p class="hint busy" data-say>${words.loadingOther}</p>`;
    if (!this.#isOther) return isStale ? notice('warning', cloudOffGlyph, words.offline) : nothing;
    const { failure } = this.resource;
    const why = failure?.definite ? explain(failure) : words.failed;
    const sentence = html`<span data-say>${why} ${words.stillOf(this.say(words))}</span>`;
    return notice('warning', cloudOffGlyph, sentence, {
      label: words.retry,
      onClick: () => this.ask(),
    });
  }

  get #key(): string {
    return JSON.stringify([this.tools.chosen(this.#source.said()), this.#source.besides()]);
  }

  get #isOther(): boolean {
    return this.shown !== undefined && this.shown.asked.key !== this.#key;
  }

  async #read(kit: KitClient): Promise<Answer & { asked: Asked }> {
    const { said, read } = this.#source;
    const { period } = this;
    const asked = { period, chosen: this.tools.chosen(said()), key: this.#key };
    return { ...(await kit.call((api) => read(api, period))), asked };
  }

  /** Who asked for something else before gets the same, however late that comes. */
  async #readNewest(kit: KitClient): Promise<Answer & { asked: Asked }> {
    this.#newest = this.#read(kit);
    for (;;) {
      const newest: Promise<Answer & { asked: Asked }> = this.#newest;
      await newest.catch(() => undefined);
      if (newest === this.#newest) return newest;
    }
  }
}
