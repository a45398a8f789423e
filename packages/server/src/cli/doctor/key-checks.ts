import { createPublicKey } from 'node:crypto';
import { connect } from 'node:tls';
import { weaknessOf } from '../../access/secrets.ts';
import type { Site } from '../../access/sites.ts';
import { type Finding, fine, problem, warning } from './finding.ts';

const timeoutMs = 5_000;
const day = 86_400_000;
/** So long before a secret or a certificate ends it is told. */
const soonMs = 14 * day;
const keyTypes = { RS256: 'RSA', ES256: 'EC', EdDSA: 'OKP' } as const;

/** Whether the tokens of sites can be checked, for how long, and whether others could sign them. */
export async function checkKeys(sites: readonly Site[], now: number): Promise<Finding[]> {
  const enabled = sites.filter(({ isEnabled, tokens }) => isEnabled && tokens);
  const found = (await Promise.all(enabled.map((site) => keysOf(site, now)))).flat();
  return found.length > 0 ? found : [fine('keys', 'Nobody signs in: no site has tokens.')];
}

async function keysOf(site: Site, now: number): Promise<Finding[]> {
  const { key, tokens } = site;
  if (tokens?.jwksUrl !== undefined)
    return publishedKeys(key, tokens.jwksUrl, tokens.algorithm, now);
  const found = [...secretsOf(site, now), ...publicKeysOf(site)];
  return found.length > 0 ? found : [fine('keys', `Tokens of ${key} can be checked.`)];
}

function secretsOf({ key, tokens, secrets }: Site, now: number): Finding[] {
  if (tokens?.algorithm !== 'HS256') return [];
  const living = secrets.filter(({ endsAt }) => endsAt === null || endsAt > now);
  const readable = living.filter(({ value }) => value !== null);
  if (readable.length === 0) {
    const why = living.length > 0 ? 'was sealed with another secretsKey' : 'has ended';
    return [
      problem(
        'keys',
        `Nobody can sign in at ${key}: its secret ${why}.`,
        `Make another: incident-kit sites rotate ${key}`,
      ),
    ];
  }
  const weak = readable.flatMap(({ value }) => weaknessOf(value ?? '') ?? []);
  const ending = living.filter(({ endsAt }) => endsAt !== null && endsAt - now < soonMs);
  return [
    ...weak.map((why) =>
      problem(
        'keys',
        `The secret of ${key} can be guessed. ${why}`,
        `Make another: incident-kit sites rotate ${key}`,
      ),
    ),
    ...ending.map(({ id, endsAt }) =>
      warning(
        'keys',
        `The secret ${id} of ${key} ends at ${new Date(endsAt ?? 0).toISOString()}.`,
        'Let the site sign with the other one before that.',
      ),
    ),
  ];
}

function publicKeysOf({ key, tokens }: Site): Finding[] {
  return (tokens?.publicKeys ?? []).flatMap(({ pem }) => {
    const { modulusLength } = createPublicKey(pem).asymmetricKeyDetails ?? {};
    return modulusLength !== undefined && modulusLength < 2_048
      ? [
          problem(
            'keys',
            `A key of ${key} has ${modulusLength} bits, which is too few.`,
            'Use an RSA key of 2048 bits or more.',
          ),
        ]
      : [];
  });
}

async function publishedKeys(
  site: string,
  address: string,
  algorithm: string,
  now: number,
): Promise<Finding[]> {
  const { origin, protocol } = new URL(address);
  try {
    const answer = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { keys } = (await answer.json()) as { keys?: { kty?: string }[] };
    const type = keyTypes[algorithm as keyof typeof keyTypes];
    const found: Finding[] = keys?.some(({ kty }) => kty === type)
      ? [fine('keys', `The keys of ${site} can be read.`)]
      : [
          problem(
            'keys',
            `${origin} answers ${answer.status} with no key for ${algorithm}, which ${site} is checked with.`,
            'Correct jwksUrl or the algorithm of the site.',
          ),
        ];
    if (protocol === 'http:') {
      found.push(
        warning(
          'keys',
          `The keys of ${site} come over http and can be changed on their way.`,
          'Publish them over https.',
        ),
      );
    } else found.push(...(await certificateOf(new URL(address), now)));
    return found;
  } catch (error) {
    const { cause, message } = error as Error;
    const why = (cause as { code?: string } | undefined)?.code ?? message;
    return [
      problem(
        'keys',
        `The keys of ${site} cannot be read from ${origin} (${why}): nobody can sign in there.`,
        'Let this machine reach that address, or correct jwksUrl of the site.',
      ),
    ];
  }
}

/** Nothing when it lasts, or cannot be told. */
function certificateOf({ hostname, port }: URL, now: number): Promise<Finding[]> {
  return new Promise((resolve) => {
    const socket = connect(
      { host: hostname, port: Number(port || 443), servername: hostname },
      () => {
        const ends = Date.parse(socket.getPeerCertificate().valid_to);
        socket.end();
        resolve(
          ends - now < soonMs
            ? [
                warning(
                  'keys',
                  `The certificate of ${hostname} ends at ${new Date(ends).toISOString()}; keys cannot be read after that.`,
                  'Renew it.',
                ),
              ]
            : [],
        );
      },
    );
    socket.setTimeout(timeoutMs, () => socket.destroy());
    socket.once('close', () => resolve([])).once('error', () => resolve([]));
  });
}
