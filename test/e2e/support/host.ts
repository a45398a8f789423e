import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { signToken } from '../../../examples/demo/host.ts';
import { amir, grace, rosa } from '../../../examples/demo/people.ts';
import { secret, siteKey } from './kit-process.ts';

const people = { amir, grace, rosa };
export type Somebody = keyof typeof people;

/** Somebody's site, on another origin than the kit: it serves pages and signs tokens. */
export class Host {
  readonly url: string;
  readonly #server: ServerType;
  readonly #listens: Promise<void>;
  readonly #redirects = new Map<string, string>();
  readonly #pages = new Map<string, { html: string; policy?: string }>();

  constructor(port: number, kitUrl: string) {
    this.url = `http://127.0.0.1:${port}`;
    const policy = [
      `default-src 'self'`,
      `script-src 'self' ${kitUrl}`,
      `connect-src 'self' ${kitUrl}`,
      `style-src 'self'`,
      `img-src 'self' ${kitUrl} data:`,
      `object-src 'none'`,
      `base-uri 'none'`,
    ].join('; ');
    const app = new Hono();
    app.use(async (context, next) => {
      await next();
      const page = this.#pages.get(context.req.path.slice(1));
      context.header('content-security-policy', [policy, page?.policy ?? ''].join('; '));
    });
    app.get('/favicon.ico', (context) => context.body(null, 204));
    app.get('/token/:who', async (context) => {
      const person = people[context.req.param('who') as Somebody];
      return context.text(await signToken(person, { siteKey, secret }));
    });
    app.get('/:name', (context) => {
      const elsewhere = this.#redirects.get(context.req.path);
      if (elsewhere) return context.redirect(elsewhere);
      const page = this.#pages.get(context.req.param('name'));
      return page === undefined ? context.notFound() : context.html(page.html);
    });
    this.#server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
    this.#listens = once(this.#server, 'listening').then(() => {});
    this.#listens.catch(() => {});
  }

  /** @throws where somebody else listens there */
  async listens(): Promise<void> {
    await this.#listens;
  }

  /** Puts a page on the site: one script tag and what is given; returns its address. */
  page(kitUrl: string, body: string, signedIn?: Somebody): string {
    const token = signedIn ? ` data-token-url="/token/${signedIn}"` : '';
    return this.pageOf(
      `<script type="module" src="${kitUrl}/kit/loader.js" data-key="${siteKey}"${token}></script>`,
      body,
    );
  }

  /** Puts a page on the site as it is given, perhaps with more rules for its security policy; its address. */
  pageOf(head: string, body: string, policy?: string): string {
    const name = `page-${this.#pages.size + 1}`;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>
${head}
</head><body>${body}</body></html>`;
    this.#pages.set(name, { html, ...(policy && { policy }) });
    return `${this.url}/${name}`;
  }

  /** Sends who asks for this path on to another address. */
  redirect(path: string, address: string): void {
    this.#redirects.set(path, address);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    if ('closeAllConnections' in this.#server) this.#server.closeAllConnections();
    await closed;
  }
}
