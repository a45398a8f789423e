import type { IncidentView } from '@incident-kit/server/domain';
import type { KitApi } from '../../client/api.ts';
import type { WorkHost } from '../work-host.ts';

export type ProblemShown = Awaited<
  ReturnType<KitApi['problems']['ofIncident']['query']>
>['problems'][number];
type ReviewAnswer = Awaited<ReturnType<KitApi['reviews']['get']['query']>>;
export type Reason = ReviewAnswer['asksFor'][number];

/** The problems that the incident belongs to, and whether it is to be reviewed. */
export class KnownOfIncident {
  problems: ProblemShown[] = [];
  /** Why it is to be reviewed; empty for not, or not any more. */
  asksFor: Reason[] = [];
  /** What somebody said of that here. */
  decided: 'ask' | 'decline' | undefined;
  /** How its review stands; undefined while nobody has said that there is to be one. */
  review: 'asked' | 'writing' | 'finished' | undefined;
  readonly #host: WorkHost;
  #asked: string | undefined;

  constructor(host: WorkHost) {
    this.#host = host;
  }

  /** Asks once for what the incident is like now. Without an answer nothing is shown: everything else can be done. */
  ask({ incident, links, status, seq }: IncidentView): void {
    const isOver = status.category === 'resolved' || status.category === 'closed';
    const problems = links.filter(({ kind }) => kind === 'problem').map(({ target }) => target);
    const asked = JSON.stringify([incident, problems, isOver, isOver && seq]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    const isCurrent = () => asked === this.#asked;
    const { kit, changed } = this.#host;
    this.problems = problems.length > 0 ? this.problems : [];
    this.asksFor = isOver ? this.asksFor : [];
    this.review = isOver ? this.review : undefined;
    if (problems.length > 0) {
      kit
        .call((api) => api.problems.ofIncident.query({ incident }))
        .then(
          (answer) => {
            if (!isCurrent()) return;
            this.problems = answer.problems;
            changed();
          },
          () => undefined,
        );
    }
    if (!isOver) return;
    kit
      .call((api) => api.reviews.get.query({ incident }))
      .then(
        (answer) => {
          if (!isCurrent()) return;
          this.asksFor = answer.mayWork ? answer.asksFor : [];
          this.#take(answer);
          changed();
        },
        () => undefined,
      );
  }

  async decide(incident: string, move: 'ask' | 'decline'): Promise<void> {
    const { kit, changed } = this.#host;
    try {
      this.#take(
        await kit.call((api) => api.reviews.decide.mutate({ incident, basedOn: 0, move })),
      );
      this.decided = move;
      this.asksFor = [];
    } catch {
      // Somebody else may have said so meanwhile: what is asked again says how it is.
      this.#asked = undefined;
    }
    changed();
  }

  #take({ review }: ReviewAnswer): void {
    this.review = review && review.state !== 'declined' ? review.state : undefined;
  }
}
