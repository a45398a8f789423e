import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { hasExited } from './processes.ts';

/** Whether this process could listen there now. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port that nobody listens on at the moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
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
