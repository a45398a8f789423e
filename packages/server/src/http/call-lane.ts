import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from '@trpc/server';
import type { RequestInfo } from '../access/authenticator.ts';
import { fromTrpc, statusOf } from '../api/errors.ts';
import { appRouter } from '../api/router.ts';
import { limits } from '../domain/limits.ts';
import type { OperationContext } from '../operations/context.ts';
import type { Services } from './services.ts';

const target = /^\/trpc\/([A-Za-z][\w.]*)(?:\?|$)/;
const plainHost = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i;
const jsonType = /^application\/json *(?:;|$)/i;

const { _config: config } = appRouter._def;
const type = 'mutation';
const mutations = new Set(
  Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
    .filter(([, procedure]) => procedure._def.type === type)
    .map(([path]) => path),
);

/**
 * The fast lane of commands: one call of one mutation in plain JSON goes from the socket to the
 * procedure and back without a Request and a Response in between, which cost more than the command.
 * Whatever is in any way special takes the slow lane, and gets the same answers there.
 */
export class CallLane {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** The mutation that a request calls, if it may take this lane; else null. */
  takes({ method, url = '', headers }: IncomingMessage): string | null {
    if (method !== 'POST' || url.includes('batch') || headers['transfer-encoding']) return null;
    const [, path = ''] = target.exec(url) ?? [];
    const isPlain =
      jsonType.test(headers['content-type'] ?? '') &&
      plainHost.test(headers.host ?? '') &&
      headers['trpc-accept'] === undefined &&
      headers.accept !== 'application/jsonl' &&
      Number(headers['content-length'] ?? 0) <= limits.bodyBytes;
    return isPlain && mutations.has(path) ? path : null;
  }

  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const body = await readBody(request).catch(() => null);
    // Whoever went away in the middle of a request waits for no answer.
    if (body === null) return;
    const { status, answer } = await this.#call(path, infoOf(request), body);
    response.writeHead(status, {
      'access-control-allow-origin': '*',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
      vary: 'trpc-accept, accept',
    });
    response.end(answer);
    const ms = Math.round(performance.now() - startedAt);
    this.#services.log.info({ method: 'POST', path: `/trpc/${path}`, status, ms }, 'request');
  }

  async #call(path: string, info: RequestInfo, body: string) {
    let context: OperationContext | undefined;
    let input: unknown;
    try {
      const { authenticator, contextFor } = this.#services;
      context = contextFor(info, await authenticator.identify(info));
      const getRawInput = async () => {
        input = body === '' ? undefined : parseJson(body);
        return input;
      };
      const data = await callTRPCProcedure({
        router: appRouter,
        path,
        type,
        getRawInput,
        ctx: context,
        signal: undefined,
        batchIndex: 0,
      });
      return { status: 200, answer: JSON.stringify({ result: { data } }) };
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const refusal = fromTrpc(error);
      if (refusal.code === 'internal') {
        this.#services.log.error({ err: refusal.cause, path }, 'failed');
      }
      const shape = getTRPCErrorShape({ config, ctx: context, error, input, path, type });
      return { status: statusOf[refusal.code], answer: JSON.stringify({ error: shape }) };
    }
  }
}

function infoOf({ url, headers }: IncomingMessage): RequestInfo {
  return {
    url: `http://${headers.host}${url}`,
    headers: {
      get(name) {
        const value = headers[name];
        return (Array.isArray(value) ? value.join(', ') : value) ?? null;
      },
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

const decoder = new TextDecoder();

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts));
}
