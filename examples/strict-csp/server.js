// A page with a strict content security policy, and people who are signed in. Needs hono,
// @hono/node-server and jose; any other server does the same in as many lines.
import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { SignJWT } from 'jose';

const kit = 'https://incidents.example.com';
const siteKey = 'pk_live_…';
// The same secret as in the site's settings on the kit server; never in a page.
const secret = new TextEncoder().encode(process.env.INCIDENT_KIT_SECRET);

const app = new Hono();

app.use(async (context, next) => {
  await next();
  context.header(
    'content-security-policy',
    [
      `default-src 'self'`,
      `script-src 'self' ${kit}`,
      `connect-src 'self' ${kit}`,
      // Only for badges as pictures: <img src="…/badges/incident/INC-1.svg?key=pk_…">
      `img-src 'self' ${kit}`,
    ].join('; '),
  );
});

app.get('/', async (context) =>
  context.html(await readFile(new URL('index.html', import.meta.url), 'utf8')),
);

// Tells the kit who is signed in: a token that is good for ten minutes. 401 when nobody is.
app.get('/incident-token', async (context) => {
  const user = whoIsSignedIn(context);
  if (!user) return context.body(null, 401);
  context.header('cache-control', 'no-store');
  const token = await new SignJWT({ name: user.name, email: user.email, role: 'reporter' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user.id)
    .setAudience('incident-kit')
    .setIssuer(siteKey)
    .setIssuedAt()
    .setExpirationTime('10 minutes')
    .sign(secret);
  return context.json({ token });
});

/** Yours: look at your own session. */
function whoIsSignedIn(_context) {
  return { id: 'rosa', name: 'Rosa Alvarez', email: 'rosa@example.com' };
}

serve({ fetch: app.fetch, port: 8080 });
