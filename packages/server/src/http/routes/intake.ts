import type { Context } from 'hono';
import { KitError } from '../../domain/errors.ts';
import { limits } from '../../domain/limits.ts';
import {
  type Answer,
  DeliveryTooLarge,
  jsonOrNothing,
} from '../../operations/signals/source-kind.ts';
import type { Source } from '../../operations/signals/sources.ts';
import { takeDelivery } from '../../operations/signals/take-delivery.ts';
import type { Delivery } from '../../store/port/signals.ts';
import { readBody } from '../read-body.ts';
import type { Services } from '../services.ts';
import type { OpenRoute } from './route.ts';

/**
 * Where sources of alerts send them. It answers once the delivery is on disk. What cannot be read is kept as well,
 * and refused, so that whoever sets a source up sees why, and that no source sends it again and again.
 */
const deliver: OpenRoute = {
  method: 'POST',
  path: '/intake/:source/:secret',
  permission: 'source',
  async handle(context, services) {
    const source = sourceOf(context, services);
    const body = await bodyOf(context);
    return body === null
      ? take(context, services, source, new Uint8Array(), new DeliveryTooLarge(limits.bodyBytes))
      : take(context, services, source, body);
  },
};

/** What some sources ask before they send anything. */
const handshake: OpenRoute = {
  method: 'OPTIONS',
  path: '/intake/:source/:secret',
  permission: 'source',
  handle(context, services) {
    const { kind } = sourceOf(context, services);
    const { headers } = context.req.raw;
    const shake = kind.handshake?.('OPTIONS', { headers, body: '' });
    return answerOf(shake?.answer ?? { status: 204, headers: { allow: 'POST' } });
  },
};

/** As PagerDuty has it: who can alert that can alert this, with the secret of a source for its key. */
const enqueue: OpenRoute = {
  method: 'POST',
  path: '/v2/enqueue',
  permission: 'source',
  async handle(context, services) {
    const body = new Uint8Array(await context.req.raw.arrayBuffer());
    const source = services.sources.findEnqueuing(routingKeyIn(new TextDecoder().decode(body)));
    if (!source) throw noSuchSource('/v2/enqueue');
    return take(context, services, source, body);
  },
};

/** So many different sentences of a source are remembered. */
const mostWarned = 100;

export const intake: readonly OpenRoute[] = [deliver, handshake, enqueue];

function sourceOf(context: Context, { sources }: Services): Source {
  const { source: key = '', secret = '' } = context.req.param();
  const source = sources.find(key, secret);
  if (!source) throw noSuchSource('/intake');
  return source;
}

function noSuchSource(path: string): KitError {
  return new KitError('not-found', 'There is no such source, or its secret is another.', {
    details: { path },
  });
}

/** Null where it is larger than anybody's may be: it is not read to its end. */
async function bodyOf(context: Context): Promise<Uint8Array | null> {
  const { body, headers } = context.req.raw;
  if (Number(headers.get('content-length') ?? 0) > limits.bodyBytes) return null;
  if (body === null) return new Uint8Array();
  return readBody(body).catch((error: unknown) => {
    if (error instanceof KitError && error.code === 'body-too-large') return null;
    throw error;
  });
}

function routingKeyIn(body: string): string {
  const said = jsonOrNothing(body) as { routing_key?: unknown } | null | undefined;
  return typeof said?.routing_key === 'string' ? said.routing_key : '';
}

async function take(
  context: Context,
  services: Services,
  source: Source,
  body: Uint8Array,
  refusedFor?: DeliveryTooLarge,
): Promise<Response> {
  const { headers, url } = context.req.raw;
  const query = new URL(url).searchParams;
  const excess = services.sourceLimits.count(source.key);
  const taken = await takeDelivery(
    services,
    source,
    { headers, body, query },
    { excess, refusedFor },
  );
  const { delivery, answer, confirm, isAgain } = taken;
  if (confirm !== undefined && !isAgain) {
    services.log.info({ source: source.key, confirm }, 'Confirm that this source may send alerts.');
  }
  if (delivery === null) warnOnce(services, source, 'It sends too much: what repeats is refused.');
  else warnOf(services, source, delivery);
  return answerOf(answer);
}

/** Of what is wrong, once: `signals.deliveries` has each time. */
function warnOf(services: Services, source: Source, { id, problem, unusable }: Delivery): void {
  const [first] = unusable;
  if (problem !== null) warnOnce(services, source, problem, id);
  else if (first !== undefined) {
    const sentence = `An alert has the key “${first.key}”, which names none; it is not listed.`;
    warnOnce(services, source, sentence, id);
  }
}

function warnOnce({ log }: Services, { key, warned }: Source, sentence: string, delivery?: string) {
  if (warned.has(sentence)) return;
  if (warned.size >= mostWarned) warned.clear();
  warned.add(sentence);
  log.warn({ source: key, delivery }, sentence);
}

function answerOf({ status, headers = {}, body }: Answer): Response {
  return body === undefined
    ? new Response(null, { status, headers })
    : Response.json(body, { status, headers });
}
