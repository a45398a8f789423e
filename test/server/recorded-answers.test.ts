import { describe, expect, test } from 'vitest';
import type { Exchange } from '../support/recording/session.ts';
import { readable, withoutMore } from './support/recorded.ts';

const answered = (body: unknown, change: Partial<Exchange> = {}): Exchange => ({
  name: 'grace: incidents.get',
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...change,
});
const streamed = (...messages: string[]): Exchange => {
  const { body: _, ...exchange } = answered('');
  return { ...exchange, messages };
};

const before = answered({ incident: 'INC-1', clocks: [{ state: 'met', dueAt: null }] });
const picture = answered('<svg>Met</svg>');
const stream = streamed('event: hello\ndata: {"seq":1}', 'event: bye\ndata: {"reason":"over"}');

const asBefore: [what: string, before: Exchange, today: Exchange][] = [
  ['is the same', before, before],
  [
    'has its fields in another order',
    before,
    answered({ clocks: [{ dueAt: null, state: 'met' }], incident: 'INC-1' }),
  ],
  [
    'says more, anywhere',
    before,
    answered(
      { incident: 'INC-1', site: null, clocks: [{ state: 'met', dueAt: null, cycle: 1 }] },
      { headers: { 'content-type': 'application/json', etag: '1' } },
    ),
  ],
  [
    'is a stream that says more',
    stream,
    streamed('event: hello\ndata: {"seq":1,"now":2}', 'event: bye\ndata: {"reason":"over"}'),
  ],
];

const otherwise: [what: string, before: Exchange, today: Exchange | undefined][] = [
  ['is missing', before, undefined],
  ['has another status', before, { ...before, status: 201 }],
  ['lacks a header', before, { ...before, headers: {} }],
  ['has another header', before, { ...before, headers: { 'content-type': 'text/plain' } }],
  ['lacks a field', before, answered({ incident: 'INC-1', clocks: [{ state: 'met' }] })],
  ['has another value', before, answered({ incident: 1, clocks: [{ state: 'met', dueAt: null }] })],
  [
    'has a longer list',
    before,
    answered({ incident: 'INC-1', clocks: [{ state: 'met', dueAt: null }, 1] }),
  ],
  ['has an empty list', before, answered({ incident: 'INC-1', clocks: [] })],
  ['is no JSON any more', before, answered('INC-1')],
  ['is another picture', picture, answered('<svg>Missed</svg>')],
  ['answers somebody else', before, { ...before, name: 'rosa: incidents.get' }],
  ['is a stream without an end', stream, streamed('event: hello\ndata: {"seq":1}')],
  [
    'is a stream with one message more',
    stream,
    streamed(...(stream.messages ?? []), 'event: bye\ndata: {}'),
  ],
  ['is a stream of another order', stream, streamed(...[...(stream.messages ?? [])].reverse())],
  [
    'is a stream with another id',
    stream,
    streamed('id: 1\nevent: hello\ndata: {"seq":1}', 'event: bye\ndata: {"reason":"over"}'),
  ],
];

describe('an answer beside the recorded one', () => {
  test.each(asBefore)('that %s is as it was', (_what, recorded, today) => {
    expect(withoutMore(today, recorded)).toEqual(readable(recorded));
  });
  test.each(otherwise)('that %s is not as it was', (_what, recorded, today) => {
    expect(withoutMore(today, recorded)).not.toEqual(readable(recorded));
  });
});
