import { addStyles } from '../base/add-styles.ts';
import { LiveResource } from '../base/controllers/live-resource.ts';
import { circleAlertGlyph } from '../base/glyphs/circle-alert.ts';
import { languageOf, messagesOf } from '../base/messages.ts';
import { notice } from '../base/notice.ts';
import { standIn } from '../base/stand-in.ts';
import type { KitRequestError } from '../client/errors.ts';
import type { IncidentMetricsMessages } from '../locales/en/incident-metrics.ts';
import type { PublicAnswer } from './figures.ts';
import { styles } from './public-figures.styles.ts';
import { explained, publicStrip, type StripModel, tellsSomething } from './public-strip.ts';

/** Those of which the server tells everybody. */
const periods = [30, 90, 365] as const;

const file = 'public-figures';

/** The element that shows them. */
interface View extends Omit<StripModel, 'answer' | 'words'> {
  root: ShadowRoot;
  /** Its own words, without what only this says. */
  text: IncidentMetricsMessages;
  /** What the page says in place of any of them. */
  messages: object | undefined;
  skeleton: unknown;
  explain(failure: KitRequestError): string;
  again(): void;
}

/** Figures of services as a site publishes them: what an element is that is `public`. */
export class PublicFigures {
  readonly resource: LiveResource<string, PublicAnswer & { seq: number }>;
  #answer: PublicAnswer | undefined;

  /**
   * @param days - what the page says, as its attribute has it
   * @param changed - called when there is something else to show
   */
  constructor(days: () => unknown, changed: () => void) {
    this.resource = new LiveResource(changed, {
      // No stream tells visitors of it.
      read: async (kit) => {
        const asked = { days: periodOf(days()) };
        return { ...(await kit.call((api) => api.metrics.public.query(asked))), seq: 0 };
      },
      received: (answer) => {
        this.#answer = answer;
      },
      failed: ({ definite }) => {
        // What is published no longer is not shown any longer.
        if (definite) this.#answer = undefined;
      },
      forget: () => {
        this.#answer = undefined;
      },
    });
  }

  get shown(): PublicAnswer | undefined {
    return this.#answer;
  }

  /** Whether there is a number to tell; undefined until it is known. */
  hasSome(service: unknown): boolean | undefined {
    return this.#answer && tellsSomething(this.#answer, service);
  }

  draw(view: View): unknown {
    const { text, locale, messages, again, skeleton } = view;
    const found = messagesOf(languageOf(locale, file), file, again);
    if (!found) return skeleton;
    const words = { ...text, ...found, ...messages } as StripModel['words'];
    addStyles(view.root, styles);
    if (this.#answer) return publicStrip({ ...view, answer: this.#answer, words });
    const { resource } = this;
    const { code } = resource.failure ?? {};
    if (code === 'not-allowed' || code === 'sign-in-required') {
      return notice('', circleAlertGlyph, explained(words.notPublished, words.howToPublish));
    }
    return standIn(words, {
      ...{ isConfigured: true, resource, skeleton },
      explain: (failure) => view.explain(failure),
    });
  }
}

function periodOf(said: unknown): (typeof periods)[number] {
  return periods.find((each) => String(each) === String(said)) ?? 90;
}
