import type { LiveChange, LiveHello, LiveReset } from '@incident-kit/server/domain';
import { onTestFinished } from 'vitest';
import { base, headersOf, type testKit, type Who } from './kit.ts';

export type Message =
  | { event: 'hello'; data: LiveHello }
  | { event: 'change'; id: string; data: LiveChange }
  | { event: 'reset'; data: LiveReset }
  | { event: 'bye'; data: { reason: string } };

/** Reads a stream message by message. */
export class StreamReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = '';

  constructor(response: Response) {
    if (!response.body) throw new Error(`no stream: ${response.status}`);
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next message; null when the stream has ended. */
  async next(): Promise<Message | null> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (block.startsWith(':')) continue;
        const fields = Object.fromEntries(
          block.split('\n').map((line) => {
            const [name, ...rest] = line.split(': ');
            return [name, rest.join(': ')];
          }),
        );
        return { ...fields, data: JSON.parse(fields.data ?? 'null') } as Message;
      }
      const { value, done } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
  }

  /** The next `count` changes. */
  async changes(count: number): Promise<LiveChange[]> {
    const found: LiveChange[] = [];
    while (found.length < count) {
      const message = await this.next();
      if (!message) throw new Error(`the stream ended after ${found.length} changes`);
      if (message.event === 'change') found.push(message.data);
    }
    return found;
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }
}

type Kit = ReturnType<typeof testKit>;

/** Asks for a stream; it may be refused. */
export async function ask({ kit, clock }: Kit, who: Who, topics: Record<string, number>) {
  return kit.fetch(
    new Request(`${base}/live`, {
      method: 'POST',
      headers: { ...(await headersOf(who, clock.now)), 'content-type': 'application/json' },
      body: JSON.stringify({ topics }),
    }),
  );
}

/** Opens a stream that is closed when the test is done. */
export async function listen(kit: Kit, who: Who, topics: Record<string, number>) {
  const reader = new StreamReader(await ask(kit, who, topics));
  onTestFinished(() => reader.close());
  return reader;
}
