/** What is secret by how it looks, whoever made it, and what stands in its place. */
const patterns: readonly [RegExp, string][] = [
  [/rcpt_(\d+)_[\w-]+/g, 'rcpt_$1_[redacted]'],
  [/oncall_[\w-]{8,}/g, 'oncall_[redacted]'],
  // What links in mails hold, after the page that they lead to.
  [/(\/subscriptions\/(?:confirm|leave)\/)[\w.-]{8,}/g, '$1[redacted]'],
  // A JSON Web Token, also half of one.
  [/\beyJ[\w-]{5,}(\.[\w-]*){0,4}/g, '[token redacted]'],
  [/\bBearer[ +]+[^\s"',;]+/gi, 'Bearer [redacted]'],
  [/\bBasic +[\w+/=-]{4,}/gi, 'Basic [redacted]'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?/g, '[key redacted]'],
  // A password in an address: postgres://user:password@host. Of a database also one that should have been escaped.
  [/(\bpostgres(?:ql)?:\/\/[^\s/:@"']*):\S*@/gi, '$1:[redacted]@'],
  [/(\b[a-z][a-z\d+.-]*:\/\/[^\s/:@"']*):[^\s/@"']+@/gi, '$1:[redacted]@'],
  // By its name: in JSON, as Node.js shows objects, in a query, in the words of libpq.
  [
    /((["']?)\b(?:secrets?|secretsKey|secretAccessKey|accessKeyId|password|token|authorization|cookie)\2\s*:\s*)(["'])(?:\\.|(?!\3)[^\\])*(?:\3|$)/gi,
    '$1$3[redacted]$3',
  ],
  [/\b((?:pg)?password\s*=\s*)('(?:\\.|[^'\\])*'|[^\s&"']+)/gi, '$1[redacted]'],
];

/** Names under which settings keep what nobody else may know. */
const secretName =
  /^(secrets?|password|token|authorization|cookie|secretsKey|oldSecretsKeys|secretAccessKey|accessKeyId)$/i;

/** How deep and how much of what is logged is looked at. */
const deepest = 6;
const longestText = 8_000;

/** Takes secrets out of what is written down: those that it knows, and what looks like one. */
export class Redactor {
  #secrets: string[] = [];

  constructor(secrets: Iterable<string> = []) {
    this.add(secrets);
  }

  /** From now on these are taken out too. What is shorter than 8 characters is part of too many words. */
  add(secrets: Iterable<string>): void {
    const written = [...secrets].filter((each) => each.length >= 8).flatMap(formsOf);
    // The longest first: one may be a part of another.
    this.#secrets = [...new Set([...this.#secrets, ...written])].sort(
      (one, other) => other.length - one.length,
    );
  }

  text(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) {
      if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    }
    for (const [pattern, instead] of patterns) clean = clean.replace(pattern, instead);
    return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
  }

  /**
   * A copy of a value without them. Of an error its name, code, message, stack and cause are left: what else a
   * library hangs on it may be what somebody wrote.
   */
  value(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (depth >= deepest) return '…';
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      const { code } = value as { code?: unknown };
      return this.value(
        {
          type: name,
          message,
          ...(code !== undefined && { code: String(code) }),
          ...(stack !== undefined && { stack }),
          ...(cause !== undefined && { cause }),
        },
        depth,
      );
    }
    if (Array.isArray(value)) return value.map((each) => this.value(each, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        name,
        secretName.test(name) && typeof each === 'string'
          ? '[redacted]'
          : this.value(each, depth + 1),
      ]),
    );
  }
}

/** A secret as it is, and as it is written in addresses, in JSON, in SQL and in headers. */
function formsOf(secret: string): string[] {
  const wellFormed = secret.toWellFormed();
  const bytes = Buffer.from(wellFormed);
  return [
    secret,
    encodeURIComponent(wellFormed),
    encodeURI(wellFormed),
    new URLSearchParams({ s: wellFormed }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll("'", "''"),
    secret.replaceAll("'", "\\'"),
    bytes.toString('base64'),
    bytes.toString('base64url'),
  ];
}

/** All that settings keep secret, wherever in them it is. */
export function secretsIn(settings: unknown, isSecret = false): string[] {
  if (typeof settings === 'string') return isSecret ? [settings] : passwordIn(settings);
  if (typeof settings !== 'object' || settings === null) return [];
  return Object.entries(settings).flatMap(([name, each]) =>
    secretsIn(each, secretName.test(name) || (isSecret && isPlace(settings, name))),
  );
}

/** Where a secret itself is, of what is named so: each of several, and its value beside what is known of it. */
function isPlace(settings: object, name: string): boolean {
  return Array.isArray(settings) || name === 'value';
}

/** The password of an address, as it is written there and as it is meant. */
function passwordIn(text: string): string[] {
  const [, written] = /^\s*[a-z][a-z\d+.-]*:\/\/[^/:@]*:(.+)@/is.exec(text) ?? [];
  if (written === undefined) return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
