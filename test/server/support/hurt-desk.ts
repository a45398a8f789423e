import { pino } from 'pino';
import { expect } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { base, grace, refusalOf, report, testKit } from './kit.ts';
import { brokenLink, wholeLog } from './log.ts';

/** How long a desk may take until it says how it is, and works again once it can, milliseconds. */
const withinMs = 5_000;

let desks = 0;

/** A kit whose database is hurt, what it was asked to keep, and what it has said. */
export class HurtDesk {
  readonly #url: string;
  readonly #kit: ReturnType<typeof testKit>['kit'];
  readonly #grace: ReturnType<ReturnType<typeof testKit>['as']>;
  /** The keys of reports, by the incident that they were answered to be. */
  readonly #answered = new Map<string, string>();
  readonly #name: string;
  #asked = 0;
  /** The lines of its log. */
  readonly log: string[] = [];

  constructor(url: string) {
    const logger = pino({ level: 'warn' }, { write: (line: string) => void this.log.push(line) });
    const { kit, as } = testKit({ database: url, logger });
    this.#url = url;
    desks += 1;
    this.#name = `Desk ${desks}`;
    this.#kit = kit;
    this.#grace = as(grace);
  }

  async report(): Promise<string> {
    this.#asked += 1;
    const title = `${this.#name}, report ${this.#asked}`;
    const { incident } = await this.#grace.incidents.report.mutate(report({ title }));
    this.#answered.set(incident, title);
    return incident;
  }

  /** Writes a row that is neither of the log nor of an answer. */
  async writeAside(incident: string): Promise<void> {
    await this.#grace.incidents.markRead.mutate({ incident, until: Date.now() });
  }

  /** What a report is refused with. */
  refusal() {
    return refusalOf(this.report());
  }

  /** Reads as a page does. */
  async read(): Promise<void> {
    await this.#grace.incidents.list.query({});
  }

  /** The status of the answer about its health. */
  async health(): Promise<number> {
    return (await this.#askHealth()).status;
  }

  /** What it says while it is well. */
  async healthBody(): Promise<{ status: string; seq: number }> {
    return (await this.#askHealth()).json();
  }

  #askHealth(): Promise<Response> {
    return this.#kit.fetch(new Request(`${base}/healthz`));
  }

  /**
   * Reports and reads all the time, several at once, until it is told to stop.
   * @returns stops it; gives the codes of what was refused
   */
  busy(): () => Promise<Set<string>> {
    let isBusy = true;
    const refusals = new Set<string>();
    const again = async (work: () => Promise<unknown>) => {
      while (isBusy) {
        await work().catch((error) => refusals.add(error.data?.code ?? String(error)));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const reporting = [1, 2].map(() => again(() => this.report()));
    const reading = [1, 2, 3, 4].map(() => again(() => this.read()));
    return async () => {
      isBusy = false;
      await Promise.all([...reporting, ...reading]);
      return refusals;
    };
  }

  /** Resolves when it says that it is not well. @throws when it does not, for too long */
  isUnwell(): Promise<void> {
    return this.#saysWithin(503);
  }

  /** Resolves when it works again, reading and writing. @throws when it does not, for too long */
  async isBack(): Promise<void> {
    await this.#saysWithin(200);
    // Health has said that it can: then it can.
    await this.report();
    await this.read();
  }

  async #saysWithin(status: number): Promise<void> {
    const giveUpAt = performance.now() + withinMs;
    for (;;) {
      const said = await this.health();
      if (said === status) return;
      if (performance.now() > giveUpAt) throw new Error(`Its health goes on to be ${said}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Holds that everything that it has answered is in the log, once, as it was answered. */
  async hasLostNothing(): Promise<void> {
    const store = await openStore(this.#url);
    try {
      const log = await wholeLog(store);
      expect(brokenLink(log)).toBeNull();
      const reported = log.filter((each) => each.type === 'incident.reported');
      const titles = new Map(
        reported.map(({ stream, personal }) => [
          `INC-${stream.split('/')[1]}`,
          (personal as { personal: { title: string } } | null)?.personal.title,
        ]),
      );
      expect(new Set(titles.values()).size).toBe(reported.length);
      for (const [incident, title] of this.#answered) expect(titles.get(incident)).toBe(title);
    } finally {
      await store.close();
    }
  }
}
