import type { IncidentView } from '@incident-kit/server/domain';
import { LaterPart } from '../base/later-part.ts';
import type { SimilarAnswer } from './similar/similar-answer.ts';
import type { WorkHost } from './work-host.ts';

/** What is less like an incident than that is more often something else: the desk is not held up by it. */
const leastLikeness = 0.25;

/** What is asked for at once shows first, milliseconds. */
const askAfterMs = 300;

/** What is like the incident that is shown. It is asked for once the incident is, and drawn by what comes later. */
export class SimilarFound {
  readonly #host: WorkHost;
  readonly #part: LaterPart<typeof import('./similar/similar-view.ts')>;
  #answer: SimilarAnswer | undefined;
  #isOpen = false;
  /** What was asked about last. */
  #asked: string | undefined;

  constructor(host: WorkHost) {
    this.#host = host;
    this.#part = new LaterPart(() => import('./similar/similar-view.ts'), host.changed);
  }

  /** Nothing while nothing is known to be like it. */
  template(incident: IncidentView, locale: string): unknown {
    this.#ask(incident);
    const answer = this.#answer;
    if (!answer?.incidents.length) return undefined;
    return this.#part.get()?.similarTemplate({
      host: this.#host,
      locale,
      answer,
      isOpen: this.#isOpen,
      onToggle: () => {
        this.#isOpen = !this.#isOpen;
        this.#host.changed();
      },
    });
  }

  /** Once for what it says. Without an answer nothing is shown: everything else can be done without it. */
  #ask({ incident, title, service }: IncidentView): void {
    const asked = JSON.stringify([title, service]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    setTimeout(() => {
      this.#host.kit
        .call((api) => api.incidents.similar.query({ incident }))
        .then(
          (answer) => {
            if (asked !== this.#asked) return;
            const incidents = answer.incidents.filter(({ likeness }) => likeness >= leastLikeness);
            this.#answer = { ...answer, incidents };
            this.#host.changed();
          },
          () => undefined,
        );
    }, askAfterMs);
  }
}
