import type { IncidentView, TargetName } from '@incident-kit/server/domain';
import { formatInstant } from '../../base/intl.ts';
import type { KitApi } from '../../client/api.ts';
import type { KitRequestError } from '../../client/errors.ts';
import type { TimelineDeskMessages } from '../../locales/en/timeline-desk.ts';

export type PreviewAnswer = Awaited<ReturnType<KitApi['incidents']['preview']['mutate']>>;

/** How long nothing is chosen or typed before the server is asked, milliseconds. */
const restMs = 250;

/** What the server says that would happen, for what is filled in at present. */
export class Preview {
  answer: PreviewAnswer | undefined;
  /** Why it would be refused. */
  refusal: KitRequestError | undefined;

  readonly #changed: () => void;
  #asked: string | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks, unless the same was asked last. @param key - tells one question from another */
  ask(key: string, ask: () => Promise<PreviewAnswer>): void {
    if (key === this.#asked) return;
    this.clear();
    this.#asked = key;
    this.#rest = setTimeout(async () => {
      let answer: PreviewAnswer | undefined;
      let refusal: KitRequestError | undefined;
      try {
        answer = await ask();
      } catch (thrown) {
        // Without an answer nothing is foretold; what is sent is judged all the same.
        if ((thrown as KitRequestError).definite) refusal = thrown as KitRequestError;
      }
      if (key !== this.#asked) return;
      this.answer = answer;
      this.refusal = refusal;
      this.#changed();
    }, restMs);
  }

  clear(): void {
    clearTimeout(this.#rest);
    this.#asked = this.answer = this.refusal = undefined;
  }
}

const targets: readonly TargetName[] = ['response', 'update', 'resolution'];

/** What would happen, in parts: "P2 → P1", "Solve by Thu 19:53", "Network is told". */
export function previewParts(
  before: IncidentView,
  { incident: after, told }: PreviewAnswer,
  messages: TimelineDeskMessages,
  locale: string,
): string[] {
  const changed = (was: string, is: string) => (was === is ? [] : [messages.becomes(was, is)]);
  const dues = targets.flatMap((target) => {
    const [was, is] = [before.clocks[target], after.clocks[target]];
    if (!is || is.stoppedAt !== null || is.dueAt === null || is.dueAt === was?.dueAt) return [];
    const due = formatInstant(locale, is.dueAt, {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    return [messages.dueBy[target](due)];
  });
  const parts = [
    ...changed(before.priority, after.priority),
    ...changed(before.status.name, after.status.name),
    ...dues,
  ];
  const news = told.map(({ whom, name }) => messages.told(whom, name));
  return [...parts, ...(news.length ? news : [messages.nobodyTold])];
}
