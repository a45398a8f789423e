import type { OperationContext } from '../context.ts';

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
    /** Epoch milliseconds; null where nothing is kept of it. */
    lastReceivedAt: number | null;
  }[];
}

/** What may send alerts, and how it is set up. */
export async function listSources({
  store,
  sources,
  publicUrl,
}: OperationContext): Promise<SourcesAnswer> {
  const all = sources.all();
  const received = await store.read((snapshot) =>
    snapshot.signals.lastReceived(all.map(({ key }) => key)),
  );
  return {
    sources: all.map(({ key, kind, signingSecrets, alertKey, isEnabled }) => {
      const address = `${publicUrl}/intake/${key}/SECRET`;
      return {
        ...{ key, kind: kind.name, address, setup: kind.setup(address), resolves: kind.resolves },
        isSigned: signingSecrets.length > 0 || kind.verifyIssuer !== undefined,
        isEnabled,
        alertKey: alertKey ?? null,
        lastReceivedAt: received.get(key) ?? null,
      };
    }),
  };
}
