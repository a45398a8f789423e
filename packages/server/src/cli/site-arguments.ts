import { readFile } from 'node:fs/promises';
import type { SiteDefinition } from '../access/sites.ts';
import { type HostRole, hostRoles } from '../domain/actor.ts';
import { UsageError } from './usage.ts';

/** What can be said of a site on the command line. */
export const siteOptions = {
  site: { type: 'string' },
  key: { type: 'string' },
  name: { type: 'string' },
  origin: { type: 'string', multiple: true },
  allow: { type: 'string' },
  require: { type: 'string' },
  roles: { type: 'string' },
  services: { type: 'string' },
  categories: { type: 'string' },
  hide: { type: 'string' },
  badges: { type: 'string' },
  'badge-services': { type: 'string' },
  'badges-tell': { type: 'string' },
  default: { type: 'string', multiple: true },
  algorithm: { type: 'string' },
  'public-key': { type: 'string', multiple: true },
  jwks: { type: 'string' },
  issuer: { type: 'string' },
  audience: { type: 'string' },
} as const;

type Values = {
  [Name in keyof typeof siteOptions]?:
    | ((typeof siteOptions)[Name] extends { multiple: true } ? string[] : string)
    | undefined;
};

type Part = Record<string, unknown>;

/**
 * A site as it shall be, from what it is and what was said; not looked at closer yet.
 * @throws UsageError
 */
export async function siteFrom(values: Values, before: Partial<SiteDefinition>): Promise<Part> {
  const base: Part = values.site === undefined ? { ...before } : await readSite(values.site);
  const { key, name, origin, roles } = values;
  const anonymous = anonymousFrom(values);
  const form = formFrom(values);
  const badges = badgesFrom(values);
  const tokens = await tokensFrom(values, base);
  return {
    ...base,
    ...(key !== undefined && { key }),
    ...(name !== undefined && { name }),
    ...(origin && { origins: origin }),
    ...(anonymous && { anonymous: { ...(base.anonymous as Part), ...anonymous } }),
    ...(roles !== undefined && roles !== 'none' && { highestRole: highestOf(roles) }),
    ...(form && { form: withoutUndefined({ ...(base.form as Part), ...form }) }),
    ...(badges && { badges: { ...(base.badges as Part), ...badges } }),
    ...(values.default && { elements: defaultsFrom(values.default, base.elements as Part) }),
    tokens,
  };
}

/** Whether anything was said at all. */
export function saysSomething(values: Values): boolean {
  return Object.keys(siteOptions).some((name) => values[name as keyof Values] !== undefined);
}

async function readSite(path: string): Promise<Part> {
  const text = await readText(path);
  try {
    return JSON.parse(text) as Part;
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${(error as Error).message}`);
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The file ${path} cannot be read.`);
  });
}

function anonymousFrom({ allow, require }: Values): Part | null {
  if (allow === undefined && require === undefined) return null;
  const allowed = listed('--allow', allow ?? 'none', ['report', 'badges']);
  const required = listed('--require', require ?? 'none', ['stamp', 'proof-of-work']);
  return {
    ...(allow !== undefined && {
      report: allowed.includes('report'),
      badges: allowed.includes('badges'),
    }),
    ...(require !== undefined && {
      requiresStamp: required.includes('stamp'),
      proofOfWork: required.includes('proof-of-work'),
    }),
  };
}

function highestOf(text: string): HostRole {
  const given = listed('--roles', text, hostRoles);
  return hostRoles.findLast((role) => given.includes(role)) ?? 'reporter';
}

function formFrom({ services, categories, hide }: Values): Part | null {
  if (services === undefined && categories === undefined && hide === undefined) return null;
  return {
    ...(services !== undefined && { services: idsFrom(services) }),
    ...(categories !== undefined && { categories: idsFrom(categories) }),
    ...(hide !== undefined && { hide: hide === 'none' ? [] : split(hide) }),
  };
}

function badgesFrom(values: Values): Part | null {
  const { badges: incidents, 'badge-services': services, 'badges-tell': tell } = values;
  if (incidents === undefined && services === undefined && tell === undefined) return null;
  const told =
    tell === undefined ? [] : listed('--badges-tell', tell, ['priority', 'clocks', 'figures']);
  return {
    ...(incidents !== undefined && { incidents }),
    ...(services !== undefined && { services: services === 'none' ? [] : split(services) }),
    ...(tell !== undefined && {
      priority: told.includes('priority'),
      clocks: told.includes('clocks'),
      figures: told.includes('figures'),
    }),
  };
}

/** `incident-report.heading=Something broken?`; without a value it is there, as attributes are; `none` takes it away. */
function defaultsFrom(given: readonly string[], before: Part = {}): Part {
  const elements: Record<string, Part> = structuredClone(before) as Record<string, Part>;
  for (const each of given) {
    const [, element = '', attribute = '', value] =
      /^([\w-]+)\.([\w-]+)(?:=(.*))?$/s.exec(each) ?? [];
    if (!element) {
      throw new UsageError(`Write a default as in sla-badge.variant=ring, and not “${each}”.`);
    }
    const said = { ...elements[element] };
    if (value === 'none') delete said[attribute];
    else said[attribute] = value ?? true;
    elements[element] = said;
  }
  return elements;
}

/** People sign in where roles or keys are said, or where they could before. */
async function tokensFrom(values: Values, base: Part): Promise<unknown> {
  const { roles, algorithm, jwks, issuer, audience, 'public-key': pems } = values;
  if (roles === 'none') return undefined;
  const before = base.tokens as Part | undefined;
  const isSaid = [roles, algorithm, jwks, issuer, audience, pems].some(
    (each) => each !== undefined,
  );
  if (!isSaid) return before;
  const publicKeys =
    pems && (await Promise.all(pems.map(async (path) => ({ pem: await readText(path) }))));
  const isPublic = publicKeys !== undefined || jwks !== undefined;
  const { publicKeys: keysBefore, jwksUrl, ...others } = before ?? {};
  return withoutUndefined({
    ...others,
    ...(!isPublic && algorithm !== 'HS256' && { publicKeys: keysBefore, jwksUrl }),
    ...(publicKeys && { publicKeys }),
    ...(jwks !== undefined && { jwksUrl: jwks }),
    ...(algorithm !== undefined && { algorithm }),
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
  });
}

/** Undefined for all that there are. */
function idsFrom(text: string): string[] | undefined {
  if (text === 'all') return undefined;
  return text === 'none' ? [] : split(text);
}

/** @throws UsageError */
function listed(option: string, text: string, known: readonly string[]): string[] {
  const given = text === 'none' ? [] : split(text);
  const odd = given.find((each) => !known.includes(each));
  if (odd === undefined) return given;
  throw new UsageError(`${option} takes ${known.join(', ')} or none, and not “${odd}”.`);
}

function split(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

function withoutUndefined(part: Part): Part {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}
