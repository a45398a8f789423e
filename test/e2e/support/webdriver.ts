import { connect, type Socket } from 'node:net';

/** The key under which WebDriver hands over an element: https://www.w3.org/TR/webdriver2/#elements. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

export type ElementReference = { [elementKey]: string };

/** The commands of WebDriver that the flows need, however they are sent to the browser. */
export interface WebDriver {
  navigate(url: string): Promise<void>;
  /** Runs a function's body in the page; what it returns, an element as its reference. */
  execute<T>(body: string, ...args: unknown[]): Promise<T>;
  click(element: ElementReference): Promise<void>;
  type(element: ElementReference, text: string): Promise<void>;
  /** Opens another tab; its handle. */
  openTab(): Promise<string>;
  currentTab(): Promise<string>;
  switchTo(tab: string): Promise<void>;
  close(): Promise<void>;
}

/** WebDriver as a driver's process speaks it, over HTTP. */
export async function overHttp(address: string, capabilities: object): Promise<WebDriver> {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const { value } = (await response.json()) as {
      value: T & { error?: string; message?: string };
    };
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const post = <T>(path: string, body: object) =>
    call<T>('POST', `/session/${sessionId}${path}`, body);
  return {
    navigate: (url) => post('/url', { url }),
    execute: (script, ...args) => post('/execute/sync', { script, args }),
    click: (element) => post(`/element/${element[elementKey]}/click`, {}),
    type: (element, text) => post(`/element/${element[elementKey]}/value`, { text }),
    openTab: async () => (await post<{ handle: string }>('/window/new', { type: 'tab' })).handle,
    currentTab: () => call('GET', `/session/${sessionId}/window`),
    switchTo: (handle) => post('/window', { handle }),
    close: () => call('DELETE', `/session/${sessionId}`),
  };
}

/** Messages of Marionette, each with its length in bytes before it: `12:[0,1,"…",{}]`. */
class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #received = Buffer.alloc(0);
  #last = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox has gone.'));
    });
  }

  send<T>(command: string, parameters: object = {}): Promise<T> {
    const id = ++this.#last;
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(id, answer);
    const message = JSON.stringify([0, id, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    return answer.promise as Promise<T>;
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      const end = colon + 1 + Number(this.#received.subarray(0, colon));
      if (colon < 0 || this.#received.length < end) return;
      const message = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      // What is no answer is its greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      const answer = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) answer?.reject(new Error(`${error.error}: ${error.message}`));
      else answer?.resolve(value);
    }
  }
}

/** WebDriver as Firefox itself speaks it, over a socket: Debian has no geckodriver. */
export async function overMarionette(port: number, isEnded: () => boolean): Promise<WebDriver> {
  let socket: Socket | undefined;
  const end = performance.now() + 30_000;
  while (!socket && !isEnded() && performance.now() < end) {
    socket = await new Promise<Socket | undefined>((resolve) => {
      const attempt = connect(port, '127.0.0.1');
      attempt.once('connect', () => resolve(attempt));
      attempt.once('error', () => setTimeout(() => resolve(undefined), 50));
    });
  }
  if (!socket) throw new Error('Firefox did not begin to listen.');
  const firefox = new Marionette(socket);
  await firefox.send('WebDriver:NewSession', {});
  return {
    navigate: (url) => firefox.send('WebDriver:Navigate', { url }),
    execute: async <T>(script: string, ...args: unknown[]) =>
      (await firefox.send<{ value: T }>('WebDriver:ExecuteScript', { script, args })).value,
    click: ({ [elementKey]: id }) => firefox.send('WebDriver:ElementClick', { id }),
    type: ({ [elementKey]: id }, text) => firefox.send('WebDriver:ElementSendKeys', { id, text }),
    openTab: async () =>
      (await firefox.send<{ handle: string }>('WebDriver:NewWindow', { type: 'tab' })).handle,
    currentTab: async () =>
      (await firefox.send<{ value: string }>('WebDriver:GetWindowHandle')).value,
    switchTo: (handle) => firefox.send('WebDriver:SwitchToWindow', { handle }),
    close: () => firefox.send('Marionette:Quit', { flags: ['eForceQuit'] }),
  };
}
