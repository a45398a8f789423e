import type { SentBeside } from '../../store/port/signals.ts';

/** What a source sent. */
export interface Sent {
  headers: Headers;
  query: URLSearchParams;
  body: Uint8Array;
}

/** What says something of a delivery: who reads it again needs that. What lets somebody in is not kept. */
const telling =
  /^(ce-|x-amz-sns-|x-github-|sentry-hook-|x-(grafana|pagerduty|webhook)-|(user-agent|request-id|incident-kit-message)$)/u;

/** Characters of a header, and of all that stands behind `?`. */
const longestHeader = 1_000;
const longestQuery = 10_000;

export function sentBeside({ headers, query }: Sent): SentBeside {
  const told = [...headers].filter(([name]) => telling.test(name)).slice(0, 50);
  return {
    headers: Object.fromEntries(told.map(([name, value]) => [name, value.slice(0, longestHeader)])),
    query: query.toString().slice(0, longestQuery),
  };
}
