import { createHmac } from 'node:crypto';
import { type Received, receiver } from './receiver.ts';

export interface Called {
  method: string;
  input: Record<string, unknown> & { text: string; blocks?: Block[]; view?: View };
  authorization: string | undefined;
}

interface View {
  callback_id: string;
  private_metadata: string;
  title: { text: string };
  blocks: FormBlock[];
}

interface FormBlock {
  type: string;
  block_id: string;
  element: { action_id: string; initial_option?: { value: string }; options?: object[] };
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
    /** The form that was opened last. */
    form: () => calls.findLast(({ method }) => method === 'views.open')?.input.view,
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
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    channel: { id: channel, name: 'incidents' },
    message: { type: 'message', ts },
    response_url: 'https://hooks.slack.example/actions',
    actions: [{ action_id: action, type: 'button', value: button?.value, block_id: 'b' }],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** The form of somebody who sends a view that was opened for them; what they leave alone stays as it is. */
export function submissionOf(
  view: View | undefined,
  { user, values, id = 'V0123456789' }: { user: string; values: Values; id?: string },
): string {
  const entries = view?.blocks.map(({ block_id: name, element }) => {
    const value = values[name] ?? element.initial_option?.value ?? null;
    const entered = element.options ? { selected_option: { value } } : { value };
    return [name, { [element.action_id]: entered }];
  });
  const payload = {
    type: 'view_submission',
    user: { id: user, username: 'somebody' },
    trigger_id: '13345224609.738474920.8088930838d88f008e1',
    view: { ...view, id, type: 'modal', state: { values: Object.fromEntries(entries ?? []) } },
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

type Values = Readonly<Record<string, string>>;
