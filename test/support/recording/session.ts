import { grace } from './people.ts';
import {
  connect,
  headersOf,
  type RecordedKit,
  type Send,
  type Sender,
  type Transport,
  type WireResponse,
} from './wire.ts';

/** One answer, or one stream from its beginning to its end. */
export interface Exchange {
  /** Who asked for what. */
  name: string;
  status: number;
  headers: Record<string, string>;
  /** The body of an answer. */
  body?: string;
  /** The messages of a stream, each without the empty line at its end. */
  messages?: string[];
}

/** Kept of no answer: what is about the connection, the time of day or the length. */
const ofTheConnection = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
]);

/** Receipts are made from a secret that each database draws for itself. */
const receipt = /rcpt_([1-9]\d*)_[\w-]{43}/g;

export interface Answer {
  status: number;
  text: string;
  /** What a procedure answered. */
  // biome-ignore lint/suspicious/noExplicitAny: a script reads from answers what it knows to be there
  data: any;
}

interface Request {
  name: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/**
 * Talks to a kit and writes down what it answers. The clock moves only between requests, and what has
 * fallen due is always written down before anything else is asked: two sessions that ask the same are
 * answered the same.
 */
export class Session {
  readonly exchanges: Exchange[] = [];
  readonly #clock: { now: number };
  readonly #kit: RecordedKit;
  readonly #send: Send;
  readonly #streams: RecordedStream[] = [];
  /** Hears of everything that happens to any incident; says when a change has been sent. */
  #sentinel: RecordedStream | null = null;
  /** A position of the log of which no stream will hear: where they began, or of a quiet document. */
  #unheard = 0;

  static async begin(
    kit: RecordedKit,
    clock: { now: number },
    transport: Transport,
  ): Promise<Session> {
    return new Session(kit, clock, await connect(kit, transport));
  }

  private constructor(kit: RecordedKit, clock: { now: number }, send: Send) {
    this.#kit = kit;
    this.#clock = clock;
    this.#send = send;
  }

  get now(): number {
    return this.#clock.now;
  }

  /** Lets time pass, and what falls due meanwhile happen. */
  async pass(ms: number): Promise<void> {
    this.#clock.now += ms;
    await this.#catchUp();
  }

  /** Asks while the clock shows a time that was before. */
  async backBy(ms: number, ask: () => Promise<unknown>): Promise<void> {
    this.#clock.now -= ms;
    await ask();
    this.#clock.now += ms;
  }

  /** A query. */
  async ask(who: Sender, procedure: string, input?: unknown): Promise<Answer> {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return this.send(who, { name: procedure, path: `/trpc/${procedure}${query}` });
  }

  /** A mutation, a second after what was before. */
  async tell(who: Sender, procedure: string, input?: unknown): Promise<Answer> {
    await this.pass(1_000);
    return this.send(who, {
      name: procedure,
      method: 'POST',
      path: `/trpc/${procedure}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? {}),
    });
  }

  /** Whatever request. */
  async send(who: Sender, request: Request): Promise<Answer> {
    const { name, method = 'GET', path, headers = {}, body } = request;
    const response = await this.#send({
      method,
      path,
      headers: { ...(await headersOf(who, this.now)), ...headers },
      ...(body !== undefined && { body }),
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) text += decoder.decode(chunk, { stream: true });
    const { status } = response;
    this.exchanges.push({
      name: `${who.label}: ${name}`,
      status,
      headers: keptOf(response.headers),
      body: withoutSecrets(text),
    });
    // Of documents other than the matrix no stream hears.
    if (name === 'configuration.publish') this.#unheard = await this.#head();
    if (method !== 'GET') await this.#catchUp();
    const isJson = response.headers['content-type']?.startsWith('application/json');
    return { status, text, data: isJson ? JSON.parse(text).result?.data : undefined };
  }

  /** Opens a stream, which is written down when the session ends or the stream does. */
  async listen(who: Sender, topics: Record<string, number>): Promise<RecordedStream> {
    const stream = new RecordedStream(
      `${who.label}: ${JSON.stringify(topics)}`,
      await this.#send({
        method: 'POST',
        path: '/live',
        headers: {
          ...(await headersOf(who, this.now)),
          'content-type': 'application/json',
        },
        body: JSON.stringify({ topics }),
      }),
    );
    await stream.hears((messages) => messages.length > 0);
    this.#streams.push(stream);
    return stream;
  }

  /** From now on nothing is asked before all streams were sent what has happened. */
  async followBy(desk: Sender): Promise<void> {
    this.#unheard = await this.#head();
    this.#sentinel = await this.listen(desk, { incidents: this.#unheard, matrix: this.#unheard });
  }

  /** Closes the kit, which ends all streams. */
  async end(): Promise<Exchange[]> {
    await this.#kit.close();
    for (const stream of this.#streams) this.exchanges.push(await stream.end());
    return this.exchanges;
  }

  async #head(): Promise<number> {
    // The desk alone is told how far the log has come.
    const headers = await headersOf(grace, this.now);
    const response = await this.#send({ method: 'GET', path: '/healthz', headers });
    let text = '';
    for await (const chunk of response.body) text += new TextDecoder().decode(chunk);
    return JSON.parse(text).seq;
  }

  async #catchUp(): Promise<void> {
    await this.#kit.fireDue();
    if (!this.#sentinel) return;
    const seq = await this.#head();
    if (seq === this.#unheard) return;
    await this.#sentinel.hears((messages) => messages.some((each) => positionOf(each) >= seq));
  }
}

/** A stream and what it has said. */
export class RecordedStream {
  readonly #name: string;
  readonly #status: number;
  readonly #headers: Record<string, string>;
  readonly #messages: string[] = [];
  readonly #ended: Promise<void>;
  readonly #leave: () => void;
  #onMessage: () => void = () => undefined;
  #hasEnded = false;

  constructor(name: string, response: WireResponse) {
    this.#name = name;
    this.#status = response.status;
    this.#headers = keptOf(response.headers);
    this.#leave = response.leave;
    this.#ended = this.#read(response.body);
  }

  /** Resolves when what was said so far is enough. */
  async hears(isEnough: (messages: readonly string[]) => boolean): Promise<void> {
    while (!isEnough(this.#messages)) {
      if (this.#hasEnded) throw new Error(`${this.#name} has ended:\n${this.#messages.join('\n')}`);
      await new Promise<void>((resolve) => {
        this.#onMessage = resolve;
      });
    }
  }

  /** Waits for its end. */
  async end(): Promise<Exchange> {
    await this.#ended;
    return {
      name: this.#name,
      status: this.#status,
      headers: this.#headers,
      messages: this.#messages,
    };
  }

  leave(): void {
    this.#leave();
  }

  async #read(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        // A comment says only that the stream is still there.
        this.#messages.push(
          ...blocks.filter((block) => !block.startsWith(':')).map(withoutSecrets),
        );
        this.#onMessage();
      }
    } finally {
      this.#hasEnded = true;
      this.#onMessage();
    }
  }
}

function positionOf(message: string): number {
  return Number(/^id: (\d+)$/m.exec(message)?.[1] ?? 0);
}

function keptOf(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.has(name)));
}

function withoutSecrets(text: string): string {
  return text.replace(receipt, 'rcpt_$1_…');
}
