import type { Level } from '../access/log.ts';
import { type RequestTrace, shortened } from '../access/request-trace.ts';

/** How much of a path a line has. */
const longestPath = 200;

interface Asked {
  method: string;
  target: string;
  address: string | null;
  trace: RequestTrace;
}

/** What a request leaves in the log: enough to trace an attack, and nothing that anybody wrote. */
export function requestLine({ method, target, address, trace }: Asked, status: number, ms: number) {
  const { site, role, caller, refusals } = trace;
  return {
    method: method.slice(0, 20),
    // Without the query: it may name incidents and keys.
    path: target.split('?', 1)[0]?.slice(0, longestPath),
    status,
    ms: Math.round(ms),
    site,
    role,
    caller,
    address: shortened(address),
    ...(refusals.length > 0 && { refusals: [...new Set(refusals)] }),
  };
}

/** What is not as it should be stands out, and can be all that is kept. */
export function levelOf(status: number): Level {
  if (status >= 500) return 'error';
  return suspicious.has(status) ? 'warn' : 'info';
}

/** Whoever tries keys, tokens, hosts or limits is answered these. */
const suspicious = new Set([401, 403, 421, 429]);
