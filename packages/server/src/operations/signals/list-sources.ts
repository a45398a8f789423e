import type { Snapshot } from '../../store/port/store.ts';
import type { OperationContext } from '../context.ts';
import { silenceKey } from './notice-silence.ts';
import type { Source } from './sources.ts';

export interface SourcesAnswer {
  /** By key. */
  sources: {
    key: string;
    kind: string;
    /** Where it sends to, with the word SECRET for its secret. */
    address: string;
    /** How to set it up, in Markdown, with that address. */
    setup: string;
    /** Whether it ever says that an alert is over. */
    resolves: boolean;
    /** Whether what it sends has to be signed. */
    isSigned: boolean;
    /** Whether what it sends is taken in. */
    isEnabled: boolean;
    alertKey: string | null;
    /** What its kind lets one choose, as it is set; null for a kind that has nothing to choose. */
    options: unknown;
    /** How long it may send nothing, and how long what it says of an alert holds, milliseconds; null for ever. */
    heartbeatMs: number | null;
    expireMs: number | null;
    /** Epoch milliseconds; null where nothing is kept of it. */
    lastReceivedAt: number | null;
    /** Why its last delivery could not be read; null where it could. */
    lastProblem: string | null;
    /** Whether it has sent nothing for longer than it may, so that an alert says so. */
    isSilent: boolean;
  }[];
  now: number;
  seq: number;
}

/** What may send alerts, and how it is set up. */
export async function listSources({
  store,
  sources,
  publicUrl,
  now,
}: OperationContext): Promise<SourcesAnswer> {
  const all = sources.all();
  const keys = all.map(({ key }) => key);
  const { received, problems, silent, seq } = await store.read(async (snapshot) => ({
    received: await snapshot.signals.lastReceived(keys),
    problems: await snapshot.signals.lastProblems(keys),
    silent: await silentOf(snapshot, all),
    seq: await snapshot.log.lastSeq(),
  }));
  return {
    sources: all.map(({ key, kind, signingSecrets, alertKey, options, ...source }) => {
      const address = `${publicUrl}/intake/${key}/SECRET`;
      return {
        ...{ key, kind: kind.name, address, setup: kind.setup(address), resolves: kind.resolves },
        isSigned: signingSecrets.length > 0 || kind.verifyIssuer !== undefined,
        isEnabled: source.isEnabled,
        alertKey: alertKey ?? null,
        options: options ?? null,
        ...{ heartbeatMs: source.heartbeatMs, expireMs: source.expireMs },
        lastReceivedAt: received.get(key) ?? null,
        lastProblem: problems.get(key) ?? null,
        isSilent: silent.has(key),
      };
    }),
    now: now(),
    seq,
  };
}

async function silentOf({ signals }: Snapshot, all: readonly Source[]): Promise<Set<string>> {
  const silent = new Set<string>();
  for (const { key } of all.filter(({ heartbeatMs }) => heartbeatMs !== null)) {
    const [alert] = await signals.alerts(key, [silenceKey]);
    if (alert?.state === 'firing') silent.add(key);
  }
  return silent;
}
