import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Log } from '../../packages/server/src/access/log.ts';
import { Redactor, secretsIn } from '../../packages/server/src/access/redactor.ts';
import { leaveOut, tell } from '../../packages/server/src/cli/crash.ts';
import { UsageError } from '../../packages/server/src/cli/usage.ts';
import { KitError } from '../../packages/server/src/domain/errors.ts';
import { CannotOpen } from '../../packages/server/src/store/unavailable.ts';
import { start } from './support/cli.ts';
import { temporaryFolder } from './support/database.ts';

/** Letters that texts escape, in one way or another, or that end something. */
const odd = fc.constantFrom(...'\'"\\/@:;&=?#%+ ,.{}[]()<>$`|äß漢🔑');
const letter = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789');
const secrets = fc.string({
  unit: fc.oneof({ weight: 4, arbitrary: letter }, { weight: 1, arbitrary: odd }),
  minLength: 12,
  maxLength: 48,
});
const of = (letters: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: length, maxLength: length });
const base64url = (length: number) =>
  of('abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-', length);

/** Where a secret ends up that somebody knows. */
const known: ((secret: string) => string)[] = [
  (secret) => `It was “${secret}”.`,
  (secret) => `postgres://kit:${encodeURIComponent(secret)}@db.example:5432/kit refused`,
  (secret) => `GET /search?${new URLSearchParams({ q: secret })}`,
  (secret) => `GET ${encodeURI(secret)}`,
  (secret) => `X-Signature: ${secret}`,
  (secret) => `Authorization: Basic ${Buffer.from(`kit:${secret}`).toString('base64')}`,
  (secret) => `x-key: ${Buffer.from(secret).toString('base64url')}`,
  (secret) => JSON.stringify({ sent: { body: secret } }),
  (secret) => inspect({ sent: secret }),
  (secret) => `error: syntax error in: insert into t values ('${secret.replaceAll("'", "''")}')`,
  (secret) => `DETAIL:  Key (value)=(${secret}) already exists.`,
];

/** And one that nobody has told of, by how it looks or what it is called. */
const unknown: fc.Arbitrary<{ secret: string; written: string }> = fc.oneof(
  base64url(43).map((secret) => ({ secret, written: `/receipt/rcpt_12_${secret}?x` })),
  base64url(43).map((secret) => ({ secret, written: `Authorization: Bearer rcpt_7_${secret}` })),
  base64url(40).map((secret) => ({
    secret,
    written: `jwt eyJhbGciOiJIUzI1NiJ9.${secret}.${secret}`,
  })),
  base64url(30).map((secret) => ({ secret, written: `{"authorization":"Bearer ${secret}"}` })),
  of('ABCDEFGHIJKLabcdefghijkl0123456789', 24).map((secret) => ({
    secret,
    written: `authorization: Basic ${secret}==`,
  })),
  secrets.map((secret) => ({
    secret: encodeURIComponent(secret),
    written: `postgresql://kit:${encodeURIComponent(secret)}@db/kit`,
  })),
  // As somebody types it who does not know that it has to be escaped.
  secrets
    .map((secret) => secret.replaceAll(/\s/g, '-'))
    .map((secret) => ({ secret, written: `connect "postgres://kit:${secret}@db/kit"` })),
  secrets.map((secret) => ({
    secret: JSON.stringify(secret).slice(1, -1),
    written: JSON.stringify({ key: 'pk_x', password: secret, secrets: 1 }),
  })),
  base64url(30).map((secret) => ({ secret, written: inspect({ secret, at: 1 }) })),
  base64url(30).map((secret) => ({ secret, written: `host=db password=${secret} user=kit` })),
  base64url(30).map((secret) => ({ secret, written: `kit?sslmode=require&password=${secret}` })),
);

/** Ways for a text to be part of a failure. */
const failures: ((text: string) => unknown)[] = [
  (written) => new Error(written),
  (written) => new Error('It failed.', { cause: new Error(written) }),
  (written) =>
    Object.assign(new Error('It failed.'), { detail: written, stack: `Error: ${written}` }),
  (written) => new KitError('invalid-input', written),
  (written) => new UsageError(written),
  (written) => new CannotOpen(written),
  (written) => written,
];

test('OPS-4: no crash of a command tells a secret that it knows, however it is written', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.constantFrom(...known),
      fc.constantFrom(...failures),
      (secret, form, fail) => {
        leaveOut({ sites: [{ tokens: { secrets: [{ value: secret }] } }] });
        const said = tell(fail(form(secret)));
        expect(said).not.toContain(secret);
        expect(said).not.toContain(encodeURIComponent(secret));
        // Of what stands behind it in the same base64, the middle is the same.
        expect(said).not.toContain(Buffer.from(`kit:${secret}`).toString('base64').slice(8, 16));
      },
    ),
    { numRuns: 250 },
  );
});

test('OPS-4: nor one that it has never heard of, where it can be told by its looks or its name', () => {
  fc.assert(
    fc.property(unknown, fc.constantFrom(...failures), ({ secret, written }, fail) => {
      expect(tell(fail(written))).not.toContain(secret);
    }),
    { numRuns: 250 },
  );
});

test('OPS-4: nor does a line of a server’s log', () => {
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const redactor = new Redactor();
  const log = new Log(logger, redactor);
  fc.assert(
    fc.property(secrets, fc.constantFrom(...known), unknown, (secret, form, other) => {
      redactor.add(secretsIn({ sites: [{ secret }] }));
      const before = lines.length;
      const cause = Object.assign(new Error(other.written), { query: form(secret) });
      log.error({ err: new Error(form(secret), { cause }), headers: { cookie: secret } }, 'failed');
      log.warn({ path: other.written }, form(secret));
      const written = lines.slice(before).join('');
      for (const each of [secret, other.secret]) {
        expect(written).not.toContain(each);
        expect(written).not.toContain(JSON.stringify(each).slice(1, -1));
      }
    }),
    { numRuns: 120 },
  );
});

test('OPS-4: a command that ends in the middle of something prints neither what its settings nor what errors hold', async () => {
  const folder = temporaryFolder();
  const secret = 'Zk3vQ0yT9mXw2bRk7sZc5dNf1gJp8uEa/+';
  const receipt = `rcpt_4_${'q'.repeat(20)}w2bRk7sZc5dNf1gJp8uEa_-`;
  const password = "p@ss/w'ord of the database";
  const config = join(folder, 'kit.json');
  await writeFile(
    config,
    JSON.stringify({ sites: [{ key: 'pk_x', name: 'X', origins: [], secret }] }),
  );
  const crash = join(folder, 'crash.mjs');
  // What a library would throw, with all that these hang on an error.
  await writeFile(
    crash,
    `const text = ${JSON.stringify(`Marked: ${secret} ${receipt} postgres://kit:${encodeURIComponent(password)}@db/kit`)};
     const fail = () => Object.assign(new Error(text, { cause: new Error(text) }), { detail: text, parameters: [text] });
     process.on('SIGUSR2', () => setTimeout(() => {
       if (process.env.CRASH === 'thrown') throw fail();
       void Promise.reject(fail());
     }));`,
  );
  for (const way of ['thrown', 'rejected']) {
    const child = start(['serve', '--port', '0', '--config', config], {
      NODE_OPTIONS: `--import=${crash}`,
      CRASH: way,
      DATABASE_URL: `sqlite:${join(folder, 'kit.db')}`,
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      if (!out.includes('listens on') && `${out}${part}`.includes('listens on')) {
        child.kill('SIGUSR2');
      }
      out += part;
    });
    const [code, err] = await Promise.all([ended, text(child.stderr)]);
    expect(code).toBe(2);
    expect(err).toContain('Marked: ');
    expect(err).toContain('Caused by: ');
    for (const each of [secret, receipt.slice(10), encodeURIComponent(password), password]) {
      expect(out + err).not.toContain(each);
    }
  }
}, 60_000);
