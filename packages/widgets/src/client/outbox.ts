import type { KitApi } from './api.ts';
import type { ClientCore } from './core.ts';
import type { KitRequestError } from './errors.ts';
import { Retry } from './retry.ts';
import { openStorage } from './stored.ts';
import type { KeptFile } from './upload.ts';

// For what else is kept in a page: it is here already, and not worth a request of its own.
export { openStorage } from './stored.ts';

/** A report as the server takes it. Its `key` makes it one incident, however often it is sent. */
export type Report = Parameters<KitApi['incidents']['report']['mutate']>[0] & {
  /** What is sent before it, each time that it is tried. */
  files?: KeptFile[];
};
/** What the server answers to a report. */
export type ReportAnswer = Awaited<ReturnType<KitApi['incidents']['report']['mutate']>>;

/** What became of a waiting report. */
export type OutboxNews =
  | { kind: 'waiting'; key: string }
  | { kind: 'delivered'; key: string; answer: ReportAnswer }
  | { kind: 'refused'; key: string; report: Report; error: RefusedBecause };

/** A refusal as it crosses from tab to tab. */
export type RefusedBecause = Pick<KitRequestError, 'code' | 'message' | 'fields' | 'details'>;

/** How long another tab may keep the lock, milliseconds. */
const lockMs = 60_000;

/** What it needs of the client that it belongs to; see `KitClient`. */
interface OutboxClient extends ClientCore {
  call<T>(use: (api: KitApi) => Promise<T>): Promise<T>;
}

interface Waiting {
  report: Report;
  /** The server, the site and the person that it is meant for: `Outbox#owner`. */
  owner: string;
  /** When it was put here, epoch milliseconds by the page's clock. */
  at: number;
}

/**
 * Reports that could not be delivered: they wait in IndexedDB and are sent when the network is back,
 * the page is loaded again, or a retry succeeds. One tab sends at a time, and the server takes a key
 * once, so each becomes exactly one incident. A report is sent only as the person who wrote it.
 */
export class Outbox {
  /** Whether waiting reports outlive the page: not where the browser refuses storage. */
  durable = true;

  readonly #client: OutboxClient;
  readonly #listeners = new Set<(news: OutboxNews) => void>();
  /** What waits where storage is refused. */
  readonly #memory = new Map<string, Waiting>();
  readonly #retry = new Retry(() => void this.deliver());
  readonly #tabs: BroadcastChannel | undefined;
  readonly #stored = openStorage();
  #delivering: Promise<void> | undefined;

  constructor(client: OutboxClient) {
    this.#client = client;
    this.#tabs = globalThis.BroadcastChannel && new BroadcastChannel('incident-kit-outbox');
    this.#tabs?.addEventListener('message', ({ data }) => {
      if (data.endpoint === client.endpoint) this.#tell(data.news);
    });
  }

  /** Keeps a report and sees to its delivery. Resolves when it is safe, before it is delivered. */
  async put(report: Report): Promise<void> {
    const waiting: Waiting = { report, owner: await this.#owner(), at: Date.now() };
    await this.#stored('readwrite', (store) => store.put(waiting, report.key)).catch(() => {
      this.#memory.set(report.key, waiting);
      this.durable = false;
    });
    this.#tell({ kind: 'waiting', key: report.key });
    this.#retry.later();
  }

  /** Takes a report back, delivered or not. */
  async remove(key: string): Promise<void> {
    this.#memory.delete(key);
    await this.#stored('readwrite', (store) => store.delete(key)).catch(() => undefined);
  }

  /** The reports of this person that wait, oldest first. */
  async waiting(): Promise<Report[]> {
    await this.#client.bearer().catch(() => undefined);
    return (await this.#mine()).map(({ report }) => report);
  }

  /** Sends what waits, now. Never throws; what cannot be sent goes on waiting. */
  deliver(): Promise<void> {
    this.#delivering ??= this.#deliver()
      .catch(({ details }: KitRequestError) => {
        // Not before the server takes more, whatever happens on the page.
        setTimeout(() => this.#retry.later(), 1e3 * ((details?.retryAfter as number) || 0));
      })
      .finally(() => {
        this.#delivering = undefined;
      });
    return this.#delivering;
  }

  /** Tells what becomes of reports, those that another tab delivers included. Gives a stop. */
  subscribe(listener: (news: OutboxNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #deliver(): Promise<void> {
    // Asked for before the owner is compared: the token says who is here now.
    await this.#client.bearer();
    if (!(await this.#mine()).length) return;
    const send = async () => {
      // Read again under the lock: another tab may have sent them meanwhile.
      for (const { report } of await this.#mine()) await this.#send(report);
    };
    await this.#alone(send);
    this.#retry.reset();
  }

  /** Runs it while no other tab does; where there are no locks, or none are given, at once. */
  async #alone(work: () => Promise<void>): Promise<void> {
    const locks = globalThis.navigator.locks as LockManager | undefined;
    let running: Promise<void> | undefined;
    const begin = () => {
      running ??= work();
      return running;
    };
    try {
      await locks?.request('incident-kit-outbox', { signal: AbortSignal.timeout(lockMs) }, begin);
    } catch (cause) {
      // The server takes each report once, whoever sends it.
      if (running) throw cause;
    }
    await begin();
  }

  async #send(report: Report): Promise<void> {
    let news: OutboxNews;
    try {
      const sent = await (report.files
        ? import('./send-files.ts').then(({ withFiles }) => withFiles(this.#client, report))
        : report);
      const answer = await this.#client.call((api) => api.incidents.report.mutate(sent));
      news = { kind: 'delivered', key: report.key, answer };
    } catch (thrown) {
      const refusal = thrown as KitRequestError;
      // Whoever must sign in again, and whoever is too fast, may be let in later.
      if (!refusal.definite || refusal.status === 401) throw refusal;
      const { code, message, fields, details } = refusal;
      news = {
        kind: 'refused',
        key: report.key,
        report,
        error: { code, message, fields, details },
      };
    }
    await this.remove(report.key);
    this.#tell(news);
    this.#tabs?.postMessage({ endpoint: this.#client.endpoint, news });
  }

  async #mine(): Promise<Waiting[]> {
    const kept = await this.#stored<Waiting[]>('readonly', (store) => store.getAll()).catch(
      () => [],
    );
    const owner = await this.#owner();
    return [...kept, ...this.#memory.values()]
      .filter((waiting) => waiting.owner === owner)
      .sort((a, b) => a.at - b.at);
  }

  async #owner(): Promise<string> {
    const { endpoint, settings } = this.#client;
    return JSON.stringify([endpoint, settings.siteKey, (await this.#client.subject()) ?? null]);
  }

  #tell(news: OutboxNews): void {
    for (const listener of [...this.#listeners]) listener(news);
  }
}

/** The client's outbox, already at work on what an earlier page left behind. */
export function openOutbox(client: OutboxClient): Outbox {
  const outbox = new Outbox(client);
  void outbox.deliver();
  return outbox;
}
