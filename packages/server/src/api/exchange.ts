import {
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  TRPCError,
} from '@trpc/server';
import type { Authenticator, RequestInfo } from '../access/authenticator.ts';
import { type Caller, reachOf } from '../access/caller.ts';
import type { Log } from '../access/log.ts';
import type { RequestTrace } from '../access/request-trace.ts';
import { KitError } from '../domain/errors.ts';
import { fromReference } from '../domain/incident/reference.ts';
import { limits } from '../domain/limits.ts';
import type { OperationContext } from '../operations/context.ts';
import type { BadgeCache } from '../operations/incidents/badge-cache.ts';
import { BoundedMap } from '../operations/incidents/bounded-map.ts';
import { keptBadgesAsJson, readBadgesInput } from '../operations/incidents/read-badges.ts';
import { fromTrpc, headersOf, isOurs, statusOf, toTrpcEnvelope } from './errors.ts';
import { appRouter } from './router.ts';

interface ExchangeServices {
  authenticator: Authenticator;
  badgeCache: BadgeCache;
  log: Log;
  now(): number;
  contextFor(request: RequestInfo, caller: Caller): OperationContext;
}

/** A request as every edge can tell it. Names of headers are in lower case. */
export interface PlainRequest {
  method: string;
  /** Path and query: `/trpc/incidents.get?input=…`. */
  target: string;
  /** The origin that it came to, e.g. https://incidents.example.com. */
  origin: string;
  /** Of whoever sent it, as far as proxies can be believed; null when nobody knows. */
  address: string | null;
  headers: { get(name: string): string | null };
  trace: RequestTrace;
  /**
   * The body as text, within the limit.
   * @throws KitError `body-too-large`
   */
  text(): Promise<string>;
}

export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One plain call of one procedure. */
export interface Call {
  path: string;
  type: 'query' | 'mutation';
  query: { get(name: string): string | null };
  /** What `badges.get` was asked for, where that is as simple as it can be. */
  badges?: readonly number[] | undefined;
}

const pathOf = /^\/trpc\/([A-Za-z][\w.]*)(?:\?|$)/;
const jsonType = /^application\/json *(?:;|$)/i;
/** What makes a call one for tRPC's own protocol, or an address one that has to be looked at closer. */
const unusual = /batch|connectionParams|#/;

const { _config: config } = appRouter._def;
const types = new Map(
  Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
  ).map(([path, procedure]) => [path, procedure._def.type]),
);

/** What says nothing of itself is for who asked, now, and is what it says that it is. */
export const forNobodyElse = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** As tRPC's own handler has them. */
const headersOfCall = {
  'access-control-allow-origin': '*',
  'content-type': 'application/json',
  vary: 'trpc-accept, accept',
  ...forNobodyElse,
};

/** As what is refused before a procedure is reached has them. */
const { vary: _, ...headersOfRefusal } = headersOfCall;

/** Characters of addresses that have been taken apart; pages ask the same again and again. */
const mostAddresses = 2_000_000;
const longestAddress = 20_000;
const aroundAddress = 500;

/**
 * The one path of a plain call: a request in, status and bytes out, for every edge. It calls the
 * procedure without a Request and a Response in between, which cost more than most answers. Whatever is
 * in any way special is not taken, and gets the same answers from tRPC's own handler.
 */
export class Exchange {
  readonly #services: ExchangeServices;
  readonly #badgeCalls = new BoundedMap<string, Call>(
    mostAddresses,
    (_, target) => aroundAddress + target.length,
  );

  constructor(services: ExchangeServices) {
    this.#services = services;
  }

  /** The call that a request is, if it is a plain one; else null. */
  takes({ method, target, headers }: PlainRequest): Call | null {
    if (method !== 'GET' && method !== 'POST') return null;
    const type = method === 'GET' ? 'query' : 'mutation';
    if (!isPlain(type, headers)) return null;
    const known = type === 'query' ? this.#badgeCalls.get(target) : undefined;
    if (known) return known;
    const path = pathOf.exec(target)?.[1];
    if (path === undefined || types.get(path) !== type || unusual.test(target)) return null;
    const call = { path, type, query: new URLSearchParams(target.split('?', 2)[1]) } as const;
    return path === 'badges.get' ? this.#remember(target, call) : call;
  }

  /** The answer to a call when it is kept, without waiting; else null. */
  kept(call: Call, { origin, address, headers }: PlainRequest): PlainResponse | null {
    if (!call.badges) return null;
    const { authenticator, badgeCache, now } = this.#services;
    try {
      const caller = authenticator.identifyAtOnce({ origin, address, query: call.query, headers });
      if (!caller || reachOf(caller, 'badge:read') === null) return null;
      const kept = keptBadgesAsJson(badgeCache, caller, call.badges, now());
      if (kept === null) return null;
      authenticator.count(caller, { address });
      return answered(kept);
    } catch {
      // A refusal, which is told where all are.
      return null;
    }
  }

  /** @throws what reading the body throws, when it is no refusal: the sender has gone */
  async answer(call: Call, request: PlainRequest): Promise<PlainResponse> {
    const { path, type, query } = call;
    const { origin, address, headers, trace } = request;
    trace.route = path;
    const { authenticator, contextFor, log } = this.#services;
    let body: string | null = null;
    if (type === 'mutation') {
      try {
        body = await request.text();
      } catch (error) {
        if (!(error instanceof KitError)) throw error;
        trace.refusals.push(error.code);
        return refused(error);
      }
    }
    let context: OperationContext | undefined;
    let input: unknown;
    try {
      const info: RequestInfo = { origin, address, query, headers, trace };
      context = contextFor(info, await authenticator.identify(info));
      const getRawInput = async () => {
        // As tRPC's own handler has it: what is empty is no input.
        const text = body ?? query.get('input');
        input = text ? parseJson(text) : undefined;
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
      return answered(JSON.stringify(data));
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const refusal = fromTrpc(error);
      trace.refusals.push(refusal.code);
      if (isOurs(refusal)) log.error({ err: refusal.cause, path }, 'failed');
      const shape = getTRPCErrorShape({ config, ctx: context, error, input, path, type });
      const status = statusOf[refusal.code];
      const text = JSON.stringify({ error: shape });
      return { status, headers: { ...headersOfCall, ...headersOf(refusal) }, body: text };
    }
  }

  #remember(target: string, call: Call): Call {
    const badges = readBadgesAsked(call.query.get('input'));
    if (!badges || target.length > longestAddress) return call;
    const key = call.query.get('key');
    const query = { get: (name: string) => (name === 'key' ? key : call.query.get(name)) };
    const remembered = { ...call, query, badges };
    this.#badgeCalls.set(target, remembered);
    return remembered;
  }
}

function isPlain(type: Call['type'], headers: PlainRequest['headers']): boolean {
  const contentType = headers.get('content-type');
  const length = Number(headers.get('content-length') ?? 0);
  return (
    (type === 'query' && contentType === null ? length === 0 : jsonType.test(contentType ?? '')) &&
    length <= limits.bodyBytes &&
    headers.get('transfer-encoding') === null &&
    headers.get('trpc-accept') === null &&
    headers.get('accept') !== 'application/jsonl'
  );
}

/** The incidents of a `badges.get` that names each once, by a reference; null for every other input. */
function readBadgesAsked(text: string | null): Call['badges'] | null {
  if (!text) return null;
  try {
    const asked = readBadgesInput.safeParse(JSON.parse(text));
    if (!asked.success) return null;
    const references = asked.data.incidents;
    if (new Set(references).size < references.length) return null;
    const numbers = references.map(fromReference).filter((number) => number !== null);
    return numbers.length < references.length ? null : numbers;
  } catch {
    return null;
  }
}

/** @param data as JSON; undefined when the procedure answers nothing */
function answered(data: string | undefined): PlainResponse {
  return {
    status: 200,
    headers: headersOfCall,
    body: data === undefined ? '{"result":{}}' : `{"result":{"data":${data}}}`,
  };
}

function refused(error: KitError): PlainResponse {
  return {
    status: statusOf[error.code],
    headers: { ...headersOfRefusal, ...headersOf(error) },
    body: JSON.stringify(toTrpcEnvelope(error)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}
