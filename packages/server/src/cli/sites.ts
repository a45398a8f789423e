import type { z } from 'zod';
import { sealOf } from '../access/secret-seal.ts';
import { SiteDirectory } from '../access/site-directory.ts';
import { systemActor } from '../domain/actor.ts';
import { KitError } from '../domain/errors.ts';
import { fieldErrorsOf } from '../domain/field-errors.ts';
import {
  addSite,
  changeSite,
  endSecret,
  rotateSecret,
  type SiteAdministration,
  type SiteWithSecret,
  switchSite,
} from '../operations/sites/change-sites.ts';
import { loadSites } from '../operations/sites/load-sites.ts';
import { listSites, readSite, type SiteView } from '../operations/sites/read-sites.ts';
import { type Resealed, resealSecrets } from '../operations/sites/reseal-secrets.ts';
import {
  addSiteInput,
  changeSiteInput,
  endSecretInput,
  namedSiteInput,
  rotateSecretInput,
  switchSiteInput,
} from '../operations/sites/site-input.ts';
import { openForReading, openStore } from '../store/open-store.ts';
import { leaveOut } from './crash.ts';
import { databaseOf, databaseOptions, settingsOf } from './settings.ts';
import { saysSomething, siteFrom, siteOptions } from './site-arguments.ts';
import { type Command, readArguments, UsageError } from './usage.ts';

const options = {
  ...databaseOptions,
  ...siteOptions,
  'old-ends': { type: 'string' },
  at: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

export const sites: Command = {
  usage: `incident-kit sites list | show KEY
incident-kit sites add --origin URL [--name TEXT] [--allow report,badges] [--roles reporter,agent] …
incident-kit sites change KEY … | disable KEY | enable KEY
incident-kit sites rotate KEY [--old-ends WHEN] | end-secret KEY SECRET [--at WHEN]
incident-kit sites reseal

  The sites that embed the elements. Servers that run go by a change at once. A secret is shown this once.

  --origin URL            as a browser sends it; several times for several; https://*.example.com for all below
  --allow report,badges   what visitors without a token may do; none
  --require stamp,proof-of-work
                          what each report of theirs takes; none
  --roles reporter,agent  people sign in with tokens that claim at most the highest of them; none: nobody does
  --services, --categories ID,…  what its form offers; all; none
  --hide FIELD,…          what its form does not ask for; none
  --badges own|all        whose badges it shows, and --badge-services ID,… besides
  --badges-tell priority,clocks,figures
                          what they tell besides the status, and how services do; none
  --default ELEMENT.ATTRIBUTE=VALUE  where a page says nothing: sla-badge.variant=ring; several times
  --algorithm, --public-key FILE, --jwks URL, --issuer, --audience  how tokens are checked, if not with a secret
  --site FILE             all of it as JSON, before what the options say
  --key pk_…              for a new site; otherwise one is made
  --old-ends, --at WHEN   now, in 24h, in 7d, or an instant as in 2026-11-26T09:30Z
  --by NAME, --reason TEXT  for the log      --json  as the API answers
  reseal                  seals all secrets that can be read with the key of now; see docs/guides/sites.md
  --config FILE           the settings of the servers: their sites, and the key that secrets are sealed with
`,
  async run(args) {
    const { values, positionals } = readArguments(args, sites.usage, options, 3);
    const [what = '', ...named] = positionals;
    const action = Object.hasOwn(actions, what) ? actions[what] : undefined;
    if (!action) {
      throw new UsageError(
        `${what ? `Nothing is called “${what}” here.` : 'Say what to do.'}\n\n${sites.usage}`,
      );
    }
    if (named.length !== action.names) throw new UsageError(`Say which.\n\n${sites.usage}`);
    const database = await databaseOf(values);
    // What is not there yet is not made by looking at it.
    await (await openForReading(database)).close();
    const store = await openStore(database);
    try {
      const settings = await settingsOf(values);
      const now = () => store.now();
      const directory = new SiteDirectory(settings.sites, { seal: sealOf(settings), now });
      await loadSites(store, directory);
      leaveOut(directory.all());
      const actorName = values.by ?? null;
      const stamp = () => ({ at: now(), actor: systemActor, actorName });
      const admin = { store, sites: directory, now, stamp };
      const answer = await action.run(admin, values, named);
      const isWell = !('unreadable' in answer) || answer.unreadable.length === 0;
      process.stdout.write(values.json ? `${JSON.stringify(answer, null, 2)}\n` : shown(answer));
      return isWell ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};

type Answer = { sites: SiteView[] } | SiteView | SiteWithSecret | Resealed;

interface Action {
  /** How many names it takes. */
  names: number;
  run(admin: SiteAdministration, values: Values, named: string[]): Promise<Answer>;
}

const actions: Record<string, Action> = {
  list: { names: 0, run: (admin) => listSites(admin) },
  show: {
    names: 1,
    run: (admin, _, [site]) => readSite(admin, read(namedSiteInput, { site })),
  },
  add: {
    names: 0,
    async run(admin, values) {
      const [origin = ''] = values.origin ?? [];
      const name = URL.canParse(origin) ? new URL(origin).host : origin;
      const site = await siteFrom(values, { name });
      return addSite(admin, read(addSiteInput, { site, reason: values.reason }));
    },
  },
  change: {
    names: 1,
    async run(admin, values, [key = '']) {
      if (!saysSomething(values)) throw new UsageError(`Say what to change.\n\n${sites.usage}`);
      const { site: before, version: basedOn } = await readSite(admin, { site: key });
      const site = { ...(await siteFrom(values, before)), key };
      return changeSite(admin, read(changeSiteInput, { site, basedOn, reason: values.reason }));
    },
  },
  rotate: {
    names: 1,
    run: (admin, { 'old-ends': when, reason }, [site]) =>
      rotateSecret(
        admin,
        read(rotateSecretInput, {
          site,
          ...(when !== undefined && { oldEndsAt: instantFrom(when, admin.now()) }),
          reason,
        }),
      ),
  },
  'end-secret': {
    names: 2,
    run: (admin, { at, reason }, [site, secret]) =>
      endSecret(
        admin,
        read(endSecretInput, {
          site,
          secret,
          ...(at !== undefined && { at: instantFrom(at, admin.now()) }),
          reason,
        }),
      ),
  },
  reseal: { names: 0, run: (admin) => resealSecrets(admin) },
  disable: {
    names: 1,
    run: (admin, { reason }, [site]) =>
      switchSite(admin, false, read(switchSiteInput, { site, reason })),
  },
  enable: {
    names: 1,
    run: (admin, { reason }, [site]) =>
      switchSite(admin, true, read(switchSiteInput, { site, reason })),
  },
};

/** @throws KitError `invalid-input` */
function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { data, error } = schema.safeParse(input);
  if (data !== undefined) return data;
  const fields = error ? fieldErrorsOf(error) : [];
  const sentences = fields.map(({ path, message }) => {
    const place = path.filter((part) => part !== 'site').join('.');
    return place ? `${place}: ${message}` : message;
  });
  throw new KitError('invalid-input', sentences.join('\n'), { fields });
}

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws UsageError */
function instantFrom(text: string, now: number): number {
  if (text === 'now') return now;
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count && unit) return now + Number(count) * units[unit as keyof typeof units];
  const instant = Date.parse(text);
  if (!Number.isNaN(instant) && /(Z|[+-]\d\d:?\d\d)$/i.test(text)) return instant;
  throw new UsageError('Say when: now, 24h, 7d, or an instant with its zone: 2026-11-26T09:30Z.');
}

function shown(answer: Answer): string {
  if ('resealed' in answer) return resealedText(answer);
  if (!('sites' in answer)) return described(answer);
  if (answer.sites.length === 0) return 'There are no sites.\n';
  return answer.sites
    .map(
      ({ site, isEnabled, version, isInFile }) =>
        `${site.key}  ${site.name}  ${isEnabled ? '' : 'DISABLED  '}${site.origins.join(' ')}` +
        `${version === 0 ? '  (settings file)' : isInFile ? '  (overrides the settings file)' : ''}\n`,
    )
    .join('');
}

function resealedText({ resealed, current, unreadable }: Resealed): string {
  const lost = unreadable.map(
    ({ site, secret }) =>
      `${secret} of ${site} was sealed with a key that is not here: name it as the old one, or rotate it.\n`,
  );
  return `${resealed} secrets were sealed anew, ${current} were already.\n${lost.join('')}`;
}

function described(answer: SiteView | SiteWithSecret): string {
  const { site, version, isEnabled, secrets } = answer;
  const { anonymous, badges, form, tokens, elements } = site;
  const tells = [
    badges.priority && 'priority',
    badges.clocks && 'clocks',
    badges.figures && 'figures',
  ].filter(Boolean);
  const welcome = [anonymous.report && 'report', anonymous.badges && 'badges'].filter(Boolean);
  const lines: [string, string][] = [
    ['site', `${site.key} (${site.name}), version ${version}${isEnabled ? '' : ', DISABLED'}`],
    ['origins', site.origins.join(' ') || 'none'],
    ['visitors may', welcome.join(', ') || 'do nothing'],
    [
      'tokens',
      tokens ? `${tokens.algorithm}, at most ${site.highestRole}` : 'none: nobody signs in',
    ],
    ...secrets.map((each): [string, string] => ['secret', secretLine(each)]),
    [
      'form',
      `services ${form.services?.join(', ') ?? 'all'}; categories ${form.categories?.join(', ') ?? 'all'}` +
        `${form.hide.length > 0 ? `; hides ${form.hide.join(', ')}` : ''}`,
    ],
    [
      'badges',
      `${badges.incidents}${badges.services.map((id) => `, ${id}`).join('')}; tell ${['status', ...tells].join(', ')}`,
    ],
    ...Object.entries(elements).map(([element, said]): [string, string] => [
      'default',
      `<${element}> ${JSON.stringify(said)}`,
    ]),
  ];
  const text = lines.map(([name, value]) => `${name.padEnd(14)}${value}\n`).join('');
  if (!('secret' in answer) || !answer.secret) return text;
  return `${text}\nThe secret ${answer.secret.id}, shown only now:\n${answer.secret.value}\n`;
}

function secretLine({ id, madeAt, endsAt, isReadable }: SiteView['secrets'][number]): string {
  const date = (instant: number) => new Date(instant).toISOString();
  return [
    id === 'file' ? 'of the settings file' : id,
    madeAt === null ? '' : `made ${date(madeAt)}`,
    endsAt === null ? '' : `ends ${date(endsAt)}`,
    isReadable ? '' : 'sealed with another key: set secretsKey as the servers have it',
  ]
    .filter(Boolean)
    .join(', ');
}
