import { readFile } from 'node:fs/promises';
import type { OpenRoute } from './route.ts';

const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' };
const assets = new URL('../../../assets/receipt/', import.meta.url);

/** Nothing but this server: the page holds a secret in its address. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page behind a receipt link, where an anonymous reporter follows the incident. */
export const receipt: OpenRoute[] = [
  page('/receipt', 'index.html'),
  page('/receipt/receipt.css', 'receipt.css'),
  page('/receipt/receipt.js', 'receipt.js'),
];

function page(path: string, file: string): OpenRoute {
  return { method: 'GET', path, permission: 'public', handle: () => serve(file) };
}

async function serve(name: string): Promise<Response> {
  const extension = name.split('.')[1] as keyof typeof types;
  return new Response(await readFile(new URL(name, assets), 'utf8'), {
    headers: {
      'content-type': `${types[extension]}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    },
  });
}
