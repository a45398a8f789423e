/**
 * What is kept under that name for as long as the tab is there, also when the page is loaded again; null for no name,
 * for nothing, and when the browser keeps nothing for us. What it is has to be looked at: pages may write there too.
 */
export function keptForTab(name: string): unknown {
  try {
    return JSON.parse((name && sessionStorage.getItem(name)) || 'null');
  } catch {
    return null;
  }
}

/** Keeps something, or forgets it for null. A browser that refuses storage costs the convenience, no more. */
export function keepForTab(name: string, kept: unknown): void {
  try {
    if (!name) return;
    if (kept === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, JSON.stringify(kept));
  } catch {
    // Private mode, or the quota is used up.
  }
}

interface Kit {
  readonly endpoint: string;
  readonly settings: { readonly siteKey?: string | undefined };
  subject(): Promise<string | undefined>;
}

/** The name for what this person writes about that: whoever signs in after them finds what they wrote themselves. */
export async function nameOfOwn(kit: Kit, kind: string, about: string): Promise<string> {
  const owner = [kit.endpoint, kit.settings.siteKey, await kit.subject(), about];
  return `incident-kit/${kind}:${JSON.stringify(owner)}`;
}
