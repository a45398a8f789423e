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
  readonly #known: LaterPart<typeof import('./known/known-view.ts')>;
  #answer: SimilarAnswer | undefined;
  #isOpen = false;
  /** What was asked about last. */
  #asked: string | undefined;

  constructor(host: WorkHost) {
    this.#host = host;
    this.#part = new LaterPart(() => import('./similar/similar-view.ts'), host.changed);
    this.#known = new LaterPart(() => import('./known/known-view.ts'), host.changed);
  }

  /** What is known of it: what it belongs to, and what is like it. */
  template(incident: IncidentView, locale: string): unknown {
    return [this.#knownOf(incident, locale), this.#similarTo(incident, locale)];
  }

  /** Most incidents belong to no problem, and are not over: nothing is loaded for them. */
  #knownOf(incident: IncidentView, locale: string): unknown {
    const isOver = incident.resolved ?? incident.closed;
    if (!isOver && !incident.links.some(({ kind }) => kind === 'problem')) return undefined;
    return this.#known.get()?.knownTemplate(this.#host, incident, locale);
  }

  /** Nothing while nothing is known to be like it. */
  #similarTo(incident: IncidentView, locale: string): unknown {
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
