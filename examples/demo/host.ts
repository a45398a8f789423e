/**
 * The demo's host server: what the owner of an intranet, a status page, an admin panel and a desk
 * already has. It serves four pages, knows who is signed in on each, and signs that person's tokens.
 * All that makes them pages of Incident Kit is one script tag, the elements' tags, and signToken().
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IncidentRow } from '@incident-kit/server/domain';
import { Hono } from 'hono';
import { SignJWT } from 'jose';
import { adminPages, renderAdminPage } from './admin-pages.ts';
import { catalogue, publicServices } from './catalogue.ts';
import { amir, grace, type Person, rosa } from './people.ts';

export interface DemoHostOptions {
  /** Where the kit is, as pages reach it, e.g. `http://localhost:4000`. */
  kitUrl: string;
  siteKey: string;
  /** Shared with the kit; signs the tokens. */
  secret: string;
  /** Reload the pages when a file changes; for `npm run dev`. */
  reload?: boolean;
}

export interface DemoPage {
  path: string;
  name: string;
  /** Who is signed in there; null for a page that anybody may read. */
  person: Person | null;
}

export const demoPages: DemoPage[] = [
  { path: '/portal', name: 'Portal', person: rosa },
  { path: '/status', name: 'Status page', person: null },
  { path: '/admin', name: 'Admin panel', person: amir },
  { path: '/desk', name: 'Desk', person: grace },
];

/** A token that tells the kit who somebody is, good for ten minutes from `now` (epoch seconds). */
export function signToken(
  person: Person,
  options: Pick<DemoHostOptions, 'siteKey' | 'secret'>,
  now = Math.floor(Date.now() / 1000),
): Promise<string> {
  return new SignJWT({ name: person.name, email: person.email, role: person.role })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setAudience('incident-kit')
    .setIssuer(options.siteKey)
    .setIssuedAt(now)
    .setExpirationTime(now + 10 * 60)
    .sign(new TextEncoder().encode(options.secret));
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const fonts = fileURLToPath(new URL('../../node_modules/@fontsource-variable/', import.meta.url));

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Reads a file below a folder; undefined for one that is not there or lies elsewhere. */
async function readBelow(base: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const file = normalize(join(base, path));
  if (!file.startsWith(normalize(base + sep).replace(/[\\/]+$/, sep))) return undefined;
  return readFile(file).catch(() => undefined);
}

export function createDemoHost(options: DemoHostOptions) {
  const { kitUrl, siteKey } = options;
  const app = new Hono();

  // As strict as a security team asks for: no inline script or style, nothing from elsewhere but the
  // kit.
  const policy = [
    `default-src 'self'`,
    `script-src 'self' ${kitUrl}`,
    `connect-src 'self' ${kitUrl}`,
    `style-src 'self'`,
    `img-src 'self' ${kitUrl} data:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');

  /** Pages and their scripts name the kit by placeholders, since its address is not theirs to know. */
  const fillIn = (text: string) =>
    text.replaceAll('{{kit}}', kitUrl).replaceAll('{{key}}', siteKey);

  /** One page's request to the kit from this server, on behalf of somebody. */
  async function listIncidents(
    person: Person,
    input: { status: 'open' | 'over'; limit: number },
  ): Promise<{ incidents: IncidentRow[]; total: number }> {
    const query = new URLSearchParams({ input: JSON.stringify(input) });
    const response = await fetch(`${kitUrl}/trpc/incidents.list?${query}`, {
      headers: {
        authorization: `Bearer ${await signToken(person, options)}`,
        'x-incident-kit-key': siteKey,
      },
    });
    if (!response.ok) throw new Error(`The kit answered ${response.status} to incidents.list.`);
    const body = await response.json();
    return body.result.data;
  }

  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'strict-origin-when-cross-origin');
  });

  app.get('/', (context) => context.redirect('/portal'));

  /** Serves a page's HTML under a path. */
  function page(path: string, read: () => Promise<string>): void {
    app.get(path, async (context) => {
      const reload = options.reload ? '<script type="module" src="/reload.js"></script>' : '';
      return context.html(fillIn(await read()).replace('</head>', `${reload}</head>`), 200, {
        'cache-control': 'no-cache',
      });
    });
  }

  for (const each of adminPages) page(each.path.split('?')[0] ?? '', () => renderAdminPage(each));
  for (const { path, person } of demoPages) {
    if (path !== '/admin') page(path, () => readFile(join(folder, path, 'index.html'), 'utf8'));
    if (person) {
      // A real host looks at its own session here. The kit never sees that session.
      app.get(`${path}/incident-token`, async (context) => {
        context.header('cache-control', 'no-store');
        return context.json({ token: await signToken(person, options) });
      });
    }
  }

  // A status page is public, so its owner decides what it says: which services, and not a word of
  // what people wrote. The elements fill in how each incident stands.
  app.get('/status/services.json', async (context) => {
    const [open, resolved] = await Promise.all([
      listIncidents(grace, { status: 'open', limit: 100 }),
      listIncidents(grace, { status: 'over', limit: 50 }),
    ]);
    const brief = ({ incident, service, status, reportedAt, priority }: IncidentRow) => ({
      incident,
      service,
      status: status.category,
      reportedAt,
      priority,
    });
    const services = catalogue.services.filter(({ id }) => publicServices.includes(id));
    const isPublic = ({ service }: IncidentRow) => services.some(({ id }) => id === service);
    context.header('cache-control', 'no-store');
    return context.json({
      services,
      open: open.incidents.filter(isPublic).map(brief),
      resolved: resolved.incidents.filter(isPublic).slice(0, 6).map(brief),
    });
  });

  // The team's chat, as far as the kit can tell: it takes what it is told.
  app.post('/chat', (context) => context.body(null, 204));

  app.get('/fonts/:font/:file', async (context) => {
    const { font, file } = context.req.param();
    const bytes = await readBelow(fonts, join(font, 'files', file));
    if (!bytes || extname(file) !== '.woff2') return context.notFound();
    return context.body(bytes, 200, {
      'content-type': 'font/woff2',
      'cache-control': 'public, max-age=86400',
    });
  });

  app.get('/:page/:file', async (context) => {
    const { page, file } = context.req.param();
    const type = types[extname(file)];
    const known = demoPages.some(({ path }) => path === `/${page}`);
    const bytes = known && type ? await readBelow(join(folder, page), file) : undefined;
    if (!bytes || !type) return context.notFound();
    const body = extname(file) === '.js' ? fillIn(new TextDecoder().decode(bytes)) : bytes;
    return context.body(body, 200, { 'content-type': type, 'cache-control': 'no-cache' });
  });

  return {
    app,
    fetch: app.fetch,
  };
}
