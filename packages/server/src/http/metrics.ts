import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is read when somebody asks. */
export interface Gauges {
  /** Streams that are open. */
  streams(): number;
  /** Events of the log that pages have not been told of yet. */
  logLag(): Promise<number>;
  /** Incidents on which something has fallen due that is not written down yet; it counts no further than it must. */
  due(): Promise<number>;
  /** Messages that wait, or that are not tried any more; it counts no further than it must. */
  messages(state: 'waiting' | 'dead'): Promise<number>;
}

/** Of the process, once however many kits it runs: they look at what cannot be looked at twice. */
let ofProcess: Registry | null = null;

function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/**
 * What a server counts, as Prometheus reads it. Labels are names of the code: routes, statuses, codes of refusals.
 * None is an incident, an address, a site or anything else that somebody may send, so their number is bounded.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'route' | 'status'>;
  readonly #seconds: Histogram<'route'>;
  readonly #refusals: Counter<'code'>;
  readonly #reports: Counter;
  readonly #events: Counter;
  readonly #commits: Histogram;
  readonly #messages: Counter<'channel' | 'outcome'>;

  constructor(gauges: Gauges) {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'incident_kit_requests_total',
      help: 'Requests that were answered, by route or procedure and status.',
      labelNames: ['route', 'status'],
      registers,
    });
    this.#seconds = new Histogram({
      name: 'incident_kit_request_duration_seconds',
      help: 'How long an answer took, by route or procedure.',
      labelNames: ['route'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.25, 1, 5],
      registers,
    });
    this.#refusals = new Counter({
      name: 'incident_kit_refusals_total',
      help: 'What was refused, by its code.',
      labelNames: ['code'],
      registers,
    });
    this.#reports = new Counter({
      name: 'incident_kit_reports_total',
      help: 'Incidents that were reported to this process.',
      registers,
    });
    this.#events = new Counter({
      name: 'incident_kit_events_total',
      help: 'Events that this process has written to the log.',
      registers,
    });
    this.#commits = new Histogram({
      name: 'incident_kit_commit_duration_seconds',
      help: 'How long a commit of the log took, from its beginning until it was durable.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.#messages = new Counter({
      name: 'incident_kit_message_tries_total',
      help: 'Tries to send a message, by the kind of channel and what became of it.',
      labelNames: ['channel', 'outcome'],
      registers,
    });
    const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          // What cannot be read is not known, which is no reason to tell nothing of the rest.
          this.set(await Promise.resolve(read()).catch(() => Number.NaN));
        },
      });
    gauge('incident_kit_open_streams', 'Live streams that are open.', gauges.streams);
    gauge(
      'incident_kit_log_lag_events',
      'Events of the log that pages have not been told of yet.',
      gauges.logLag,
    );
    gauge(
      'incident_kit_due_waiting',
      'Incidents on which something has fallen due that is not written down yet.',
      gauges.due,
    );
    gauge('incident_kit_messages_waiting', 'Messages that are still to be sent.', () =>
      gauges.messages('waiting'),
    );
    gauge(
      'incident_kit_messages_dead',
      'Messages that could not be sent and are not tried again.',
      () => gauges.messages('dead'),
    );
  }

  /** @param route null for what is no route */
  answered(route: string | null, status: number, ms: number, refusals: readonly string[]): void {
    const name = route ?? 'none';
    this.#requests.inc({ route: name, status });
    this.#seconds.observe({ route: name }, ms / 1000);
    for (const code of refusals) this.#refusals.inc({ code });
  }

  committed(types: readonly string[], ms: number): void {
    this.#events.inc(types.length);
    this.#commits.observe(ms / 1000);
    const reports = types.filter((type) => type === 'incident.reported').length;
    if (reports > 0) this.#reports.inc(reports);
  }

  /** @param outcome `sent`, `waiting` for another try, or `dead` */
  tried(channel: string, outcome: string): void {
    this.#messages.inc({ channel, outcome });
  }

  /** In the format that Prometheus reads. */
  async text(): Promise<{ type: string; body: string }> {
    const all = Registry.merge([this.#registry, processRegistry()]);
    return { type: all.contentType, body: await all.metrics() };
  }
}
