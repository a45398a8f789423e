import type { ClockExplanation, IncidentView, TargetName } from '@incident-kit/server/domain';
import { LaterPart } from '../base/later-part.ts';
import type { KitClient } from '../client/client.ts';

/** Of which clock it is shown why it is due then, and what the server says of it; loaded when it is opened. */
export class ClockReasons {
  /** Undefined while none is open. */
  open: TargetName | undefined;
  explanation: ClockExplanation | undefined;
  hasFailed = false;

  readonly #part: LaterPart<typeof import('./due/due-view.ts')>;
  readonly #changed: () => void;
  #kit: KitClient | undefined;
  #incident = '';
  /** What was asked for last: an answer to anything else comes too late. */
  #asked: string | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
    this.#part = new LaterPart(() => import('./due/due-view.ts'), changed);
  }

  /** What draws it; undefined until it has come. */
  get part(): typeof import('./due/due-view.ts') | undefined {
    return this.#part.get();
  }

  /** Of whom and of what it is: another identity or incident closes it. */
  of(kit: KitClient, incident: string): this {
    if (kit !== this.#kit || incident !== this.#incident) this.#show(undefined);
    this.#kit = kit;
    this.#incident = incident;
    return this;
  }

  toggle(target: TargetName): void {
    this.#show(target === this.open ? undefined : target);
    this.#changed();
  }

  readonly retry = (): void => {
    this.#asked = undefined;
    this.hasFailed = false;
    this.#changed();
  };

  /** Asks the server, once for how the incident stands; what is shown stays until it has answered. */
  ask({ seq }: IncidentView): void {
    const [kit, incident, target] = [this.#kit, this.#incident, this.open];
    const asked = `${target}/${seq}`;
    if (!kit || !target || asked === this.#asked) return;
    this.#asked = asked;
    const isLast = () => asked === this.#asked && kit === this.#kit && incident === this.#incident;
    kit
      .call((api) => api.incidents.explainClock.query({ incident, target }))
      .then(
        (explanation) => {
          if (isLast()) Object.assign(this, { explanation, hasFailed: false });
        },
        () => {
          if (isLast()) Object.assign(this, { explanation: undefined, hasFailed: true });
        },
      )
      .finally(this.#changed);
  }

  #show(target: TargetName | undefined): void {
    this.open = target;
    this.#asked = this.explanation = undefined;
    this.hasFailed = false;
  }
}
