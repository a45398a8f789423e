import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { programFile } from '../../support/programs.ts';

/** How a command ended, and what it said. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Starts the real command. */
export function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [programFile('cli'), ...args], {
    env: { ...process.env, DATABASE_URL: '', INCIDENT_KIT_CONFIG: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** The real command, to its end. */
export async function run(...args: string[]): Promise<Ended> {
  const child = start(args);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}
