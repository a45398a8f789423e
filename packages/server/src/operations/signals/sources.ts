import { isSameSecret } from '../../access/secrets.ts';
import type { SourceSettings } from '../../access/sources.ts';
import { anomalySource } from '../../domain/anomaly/anomaly.ts';
import { stormSource } from '../../domain/incident/storm.ts';
import { objectiveSource } from '../../domain/objectives/objective-signal.ts';
import type { SourceKind } from './source-kind.ts';

/** The kit itself raises alerts by these names. */
const ownSources: readonly string[] = [anomalySource, stormSource, objectiveSource];

export interface Source {
  key: string;
  kind: SourceKind;
  signingSecrets: readonly string[];
  /** Where it is not, all that it sends is kept and refused. */
  isEnabled: boolean;
  /** As its kind wants them. */
  options: unknown;
  /** When what it says of an alert no longer holds, milliseconds; null: when it says otherwise. */
  expireMs: number | null;
  /** How long it may send nothing, milliseconds; null for as long as it likes. */
  heartbeatMs: number | null;
  /** What its keys are made of, where they are not its kind's. */
  alertKey: string | undefined;
  /** What the log has been warned of: what goes wrong once a minute says the same each time. */
  warned: Set<string>;
}

/** What may send alerts. */
export class Sources {
  readonly #sources: ReadonlyMap<string, { source: Source; secret: string }>;

  /**
   * @param kinds how each kind is read, by its name
   * @throws Error that names a kind that there is not, one that signs nothing and has a secret for that, or options
   * that its kind has not
   */
  constructor(settings: readonly SourceSettings[], kinds: ReadonlyMap<string, SourceKind>) {
    this.#sources = new Map(
      settings.map(({ key, kind: name, secret, signingSecrets = [], ...rest }) => {
        if (ownSources.includes(key)) {
          throw new Error(`No source is called ${key}: the kit itself raises alerts by that name.`);
        }
        const kind = kinds.get(name);
        if (!kind) {
          const known = [...kinds.keys()].sort().join(', ');
          throw new Error(`The source ${key} is of no kind that there is: ${known}.`);
        }
        if (signingSecrets.length > 0 && kind.verify === undefined) {
          throw new Error(`The source ${key} has signing secrets, but its kind signs nothing.`);
        }
        if (!kind.resolves && rest.expireSeconds === undefined) {
          throw new Error(
            `The source ${key} never says that an alert is over: set its expireSeconds.`,
          );
        }
        const { options, problem } = optionsOf(kind, rest.options);
        if (problem !== undefined) throw new Error(`The source ${key}: ${problem}`);
        const source = {
          ...{ key, kind, signingSecrets, options, alertKey: rest.alertKey },
          isEnabled: rest.enabled ?? true,
          expireMs: msOf(rest.expireSeconds),
          heartbeatMs: msOf(rest.heartbeatSeconds),
          warned: new Set<string>(),
        };
        return [key, { source, secret }];
      }),
    );
  }

  /** By key. */
  all(): Source[] {
    return [...this.#sources.values()]
      .map(({ source }) => source)
      .sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** For whoever may know which sources there are. */
  get(key: string): Source | undefined {
    return this.#sources.get(key)?.source;
  }

  /** @returns undefined for a source that there is not, and for a secret that is not its own: nobody is told which */
  find(key: string, secret: string): Source | undefined {
    const found = this.#sources.get(key);
    return isSameSecret(found?.secret ?? '', secret) ? found?.source : undefined;
  }

  /** By its secret alone: what alerts PagerDuty has but one address, and says there with a key who it is. */
  findEnqueuing(secret: string): Source | undefined {
    const all = [...this.#sources.values()].filter(
      ({ source }) => source.kind.name === 'pagerduty',
    );
    return all.find((each) => isSameSecret(each.secret, secret))?.source;
  }
}

/** Options of a source as its kind wants them, or what is wrong with them. */
export function optionsOf(
  { name, options }: SourceKind,
  given: unknown,
): { options: unknown; problem?: string } {
  if (options === undefined) {
    const problem = `The kind ${name} has no options.`;
    return { options: undefined, ...(given === undefined ? {} : { problem }) };
  }
  const parsed = options.safeParse(given ?? {});
  if (parsed.success) return { options: parsed.data };
  const [issue] = parsed.error.issues;
  const where = ['options', ...(issue?.path ?? [])].join('.');
  return { options: undefined, problem: `${where}: ${issue?.message}` };
}

function msOf(seconds: number | undefined): number | null {
  return seconds === undefined ? null : seconds * 1_000;
}
