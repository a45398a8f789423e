import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { threadId } from 'node:worker_threads';
import { hasExited } from './processes.ts';

/** Whether this process could listen there now. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** Below those that systems give to whoever connects or asks for any: nobody gets one of these by chance. */
const first = 10_240;
const each = 220;
/** Those of this process: programs that look for a port at the same time look elsewhere. */
let next = first + ((process.pid + threadId) % 100) * each;
const end = next + each;

/** A port that nobody listens on, and that no other process of ours is about to listen on. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < each; tries++) {
    const port = next++;
    if (next === end) next -= each;
    if (await isFree(port, host)) return port;
  }
  throw new Error(`All ports from ${end - each} to ${end - 1} are taken.`);
}

/**
 * Resolves to true when the address answers with 200, to false when the process that should answer
 * has ended or `patience` milliseconds have passed.
 */
export async function answers(
  url: string,
  child: ChildProcess,
  patience = 30_000,
): Promise<boolean> {
  const end = performance.now() + patience;
  while (!hasExited(child) && performance.now() < end) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
