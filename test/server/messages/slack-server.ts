import { createHmac } from 'node:crypto';
import { type Received, receiver } from './receiver.ts';

export interface Called {
  method: string;
  input: Record<string, unknown> & { text: string; blocks?: Block[] };
  authorization: string | undefined;
}

interface Block {
  type: string;
  text?: { text: string };
  fields?: { text: string }[];
  elements?: { action_id: string; value?: string; url?: string }[];
}

/** Something with the shape of Slack: it keeps what is posted, and gives each message a `ts`. */
export async function slackServer() {
  const there = await receiver();
  const calls: Called[] = [];
  /** The blocks of each message by its `ts`. */
  const shown = new Map<string, Block[]>();
  const state = {
    url: there.url,
    calls,
    shown,
    /** What is answered in place of doing it; null to do it. */
    refuse: (_called: Called): { status: number; headers?: object; body?: object } | null => null,
    /** The texts that a method was called with. */
    texts: (method: string) =>
      calls.filter((each) => each.method === method).map(({ input }) => input.text),
    /** What was written into threads, line by line. */
    history: () => state.threads().flatMap(([, text]) => text?.split('\n') ?? []),
    /** What was written into threads: into which, and what. */
    threads: (): [unknown, string][] =>
      calls.flatMap(({ method, input }) =>
        method === 'chat.postMessage' && input.thread_ts ? [[input.thread_ts, input.text]] : [],
      ),
  };
  there.answer = (response, { path, body, headers }: Received) => {
    const called = {
      method: path.slice(1),
      input: JSON.parse(body),
      authorization: headers.authorization,
    };
    const refused = state.refuse(called);
    const json = { 'content-type': 'application/json' };
    if (refused) {
      response.writeHead(refused.status, { ...json, ...refused.headers });
      response.end(JSON.stringify(refused.body ?? {}));
      return;
    }
    calls.push(called);
    const ts = called.input.ts ?? `1700000000.${String(calls.length).padStart(6, '0')}`;
    if (called.input.blocks) shown.set(ts, called.input.blocks);
    response.writeHead(200, json);
    response.end(JSON.stringify({ ok: true, channel: called.input.channel, ts }));
  };
  return state;
}

/** The headers by which Slack signs a request, made by the words of its documentation. */
export function signed(secret: string, body: string, now: number): Record<string, string> {
  const seconds = Math.floor(now / 1_000);
  const hash = createHmac('sha256', secret).update(['v0', seconds, body].join(':'));
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${hash.digest('hex')}`,
  };
}

/** The form of a click on a button of a message. */
export function clickOn(
  blocks: Block[] | undefined,
  action: string,
  { user, channel, ts }: { user: string; channel: string; ts: string },
): string {
  const button = blocks
    ?.flatMap(({ elements = [] }) => elements)
    .find((each) => each.action_id === action);
  const payload = {
    type: 'block_actions',
    user: { id: user, username: 'somebody' },
    channel: { id: channel, name: 'incidents' },
    message: { type: 'message', ts },
    response_url: 'https://hooks.slack.example/actions',
    actions: [{ action_id: action, type: 'button', value: button?.value, block_id: 'b' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
