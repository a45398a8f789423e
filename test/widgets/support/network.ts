/** Watches what the page sends over the network, and breaks it. What goes through is the real thing. */
const { fetch } = globalThis;

export class Network {
  /** The addresses requested, in order. */
  readonly requests: URL[] = [];
  readonly bodies: string[] = [];
  #cut = new AbortController();
  #gone = false;

  constructor() {
    globalThis.fetch = (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href);
      this.requests.push(url);
      this.bodies.push(typeof init.body === 'string' ? init.body : '');
      if (this.#gone) return Promise.reject(new TypeError('Failed to fetch'));
      const signals = [this.#cut.signal, ...(init.signal ? [init.signal] : [])];
      return fetch(input, { ...init, signal: AbortSignal.any(signals) }).catch((error) => {
        // What the browser says when a connection breaks.
        throw this.#cut.signal.aborted ? new TypeError('network error') : error;
      });
    };
  }

  /** Requests whose path ends so. */
  to(path: string): URL[] {
    return this.requests.filter(({ pathname }) => pathname.endsWith(path));
  }

  /** Breaks every connection that is open. */
  cut(): void {
    this.#cut.abort();
    this.#cut = new AbortController();
  }

  /** No network from now on. */
  leave(): void {
    this.#gone = true;
    this.cut();
    window.dispatchEvent(new Event('offline'));
  }

  comeBack(): void {
    this.#gone = false;
    window.dispatchEvent(new Event('online'));
  }

  restore(): void {
    globalThis.fetch = fetch;
  }
}

/** Counts what an element may leave behind: listeners on the page and timers that are set. */
export class Leftovers {
  listeners = 0;
  readonly timers = new Set<unknown>();
  readonly #restore: (() => void)[] = [];

  constructor() {
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target;
      target.addEventListener = (...args: unknown[]) => {
        this.listeners++;
        Reflect.apply(addEventListener, target, args);
      };
      target.removeEventListener = (...args: unknown[]) => {
        this.listeners--;
        Reflect.apply(removeEventListener, target, args);
      };
      this.#restore.push(() => Object.assign(target, { addEventListener, removeEventListener }));
    }
    const { setTimeout, clearTimeout } = globalThis;
    const { timers } = this;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms?: number) => {
        const timer: unknown = setTimeout(() => {
          timers.delete(timer);
          run();
        }, ms);
        // The tests' own waiting does not count.
        if (new Error().stack?.includes('/packages/widgets/')) timers.add(timer);
        return timer;
      },
      clearTimeout: (timer: number) => {
        timers.delete(timer);
        clearTimeout(timer);
      },
    });
    this.#restore.push(() => Object.assign(globalThis, { setTimeout, clearTimeout }));
  }

  restore(): void {
    for (const restore of this.#restore) restore();
  }
}
