import { isValidSlackRequest } from '@slack/bolt';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSigned } from '../../../packages/server/src/notify/slack/signature.ts';
import { signed } from './slack-server.ts';

const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = Date.UTC(2026, 10, 23, 9);

interface Sent {
  body: string;
  headers: Record<string, string>;
}

function asBolt({ body, headers }: Sent, at = now): boolean {
  const given = {
    'x-slack-signature': headers['x-slack-signature'] ?? '',
    'x-slack-request-timestamp': Number(headers['x-slack-request-timestamp']),
  };
  return isValidSlackRequest({ signingSecret, body, headers: given, nowMilliseconds: at });
}

function asWe({ body, headers }: Sent, at = now): boolean {
  return isSigned(signingSecret, { headers: new Headers(headers), body }, at);
}

const bodies = fc.string({ unit: 'binary', maxLength: 200 });
/** Milliseconds, of which a signature has the whole seconds. */
const ages = fc.integer({ min: 0, max: 300_000 });

test('OUT-12: what is signed as Slack does is believed by @slack/bolt and by us', () => {
  fc.assert(
    fc.property(bodies, ages, (body, age) => {
      const sent = { body, headers: signed(signingSecret, body, now - age) };
      expect([asBolt(sent), asWe(sent)]).toEqual([true, true]);
    }),
  );
});

const other = fc.string({ minLength: 1, maxLength: 40 });
const wrongly: Record<string, fc.Arbitrary<Sent>> = {
  'with another secret': fc
    .tuple(bodies, other)
    .map(([body, secret]) => ({ body, headers: signed(`${secret} of another`, body, now) })),
  'more than five minutes ago': fc
    .tuple(bodies, fc.integer({ min: 301_000, max: 10 ** 9 }))
    .map(([body, age]) => ({ body, headers: signed(signingSecret, body, now - age) })),
  'and another word was put in since': fc
    .tuple(bodies, other, fc.nat())
    .map(([body, more, place]) => ({
      body: body.slice(0, place % (body.length + 1)) + more + body.slice(place % (body.length + 1)),
      headers: signed(signingSecret, body, now),
    })),
  'and its time was changed since': fc
    .tuple(bodies, fc.integer({ min: 1, max: 299 }))
    .map(([body, seconds]) => ({
      body,
      headers: {
        ...signed(signingSecret, body, now),
        'x-slack-request-timestamp': String(now / 1_000 - seconds),
      },
    })),
  'in another way': fc
    .tuple(bodies, fc.constantFrom('v1', 'v00', '', 'V0'))
    .map(([body, version]) => {
      const headers = signed(signingSecret, body, now);
      const signature = headers['x-slack-signature']?.replace('v0', version) ?? '';
      return { body, headers: { ...headers, 'x-slack-signature': signature } };
    }),
  'in part': fc.tuple(bodies, fc.integer({ min: 0, max: 66 })).map(([body, length]) => {
    const headers = signed(signingSecret, body, now);
    const signature = headers['x-slack-signature']?.slice(0, length) ?? '';
    return { body, headers: { ...headers, 'x-slack-signature': signature } };
  }),
  'not at all': bodies.map((body) => ({ body, headers: {} })),
};

test.each(Object.entries(wrongly))(
  'OUT-12: what is signed %s is believed neither by @slack/bolt nor by us',
  (_, requests) => {
    fc.assert(
      fc.property(requests, (sent) => {
        expect([asBolt(sent), asWe(sent)]).toEqual([false, false]);
      }),
    );
  },
);

test('OUT-12: whatever we believe, @slack/bolt believes; of the future, it alone does', () => {
  const anything = fc.record({
    ...{ body: bodies, signedBody: bodies, at: fc.integer({ min: -600_000, max: 600_000 }) },
    isTheSame: fc.boolean(),
  });
  fc.assert(
    fc.property(anything, ({ body, signedBody, at, isTheSame }) => {
      const headers = signed(signingSecret, isTheSame ? body : signedBody, now + at);
      if (asWe({ body, headers })) expect(asBolt({ body, headers })).toBe(true);
    }),
  );
  const ahead = { body: 'payload=', headers: signed(signingSecret, 'payload=', now + 301_000) };
  expect([asBolt(ahead), asWe(ahead)]).toEqual([true, false]);
});
