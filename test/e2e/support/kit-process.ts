import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppRouter } from '@incident-kit/server';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { configuration } from '../../../examples/demo/configuration.ts';
import { signToken } from '../../../examples/demo/host.ts';
import type { Person } from '../../../examples/demo/people.ts';
import { exited, hasExited, stop } from '../../../scripts/lib/processes.ts';
import { noLimits } from '../../support/no-limits.ts';
import { programFile } from '../../support/programs.ts';

export const siteKey = 'pk_test';
export const secret = 'a secret of the end-to-end tests, long enough';

/** The real server, as `incident-kit serve` starts it, on a database file of its own. */
export class KitProcess {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(options: { port: number; folder: string }) {
    this.#port = options.port;
    this.#folder = options.folder;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  async configure(origins: string[]): Promise<void> {
    const anonymous = { report: true, badges: true };
    const site = { key: siteKey, name: 'Tests', origins, secret, highestRole: 'admin', anonymous };
    const settings = { publicUrl: this.url, sites: [site], configuration, limits: noLimits };
    await writeFile(join(this.#folder, 'kit.json'), JSON.stringify(settings));
  }

  async start(): Promise<void> {
    const before = this.#output.length;
    const child = spawn(process.execPath, [programFile('cli'), 'serve', '--config', 'kit.json'], {
      cwd: this.#folder,
      env: {
        ...process.env,
        PORT: String(this.#port),
        HOST: '127.0.0.1',
        DATABASE_URL: 'sqlite:./kit.db',
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    this.#child = child;
    // What answers at its address may be another that took it first: it says itself where it listens.
    while (!this.#output.slice(before).includes('Incident Kit listens on')) {
      if (hasExited(child)) throw new Error(`The kit did not start:\n${this.#output}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** As a power cut would: no time to say goodbye. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    if (this.#child) await exited(this.#child);
  }

  async stop(): Promise<void> {
    if (this.#child) await stop(this.#child);
  }

  /** The API as somebody calls it who is no browser. */
  as(person: Person) {
    return createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: `${this.url}/trpc`,
          maxItems: 20,
          headers: async () => ({
            'x-incident-kit-key': siteKey,
            authorization: `Bearer ${await signToken(person, { siteKey, secret })}`,
          }),
        }),
      ],
    });
  }
}
