import type { page as thePage } from './client/settings.ts';

/** Settings as the attributes of the loader's tag have them. */
type TagSettings = Partial<Record<string, string>>;

/**
 * The settings of a loader whose tag is not there or has no key: the server's was moved, a script imports it, or
 * whatever put the tag there took it away again. They are in the query of the address, or else those of the one
 * tag that has a key. Says on the console when there is none; undefined where the page has configured itself.
 * A module of its own: most pages have the tag.
 * @param own the attributes of the tag, if there is one
 */
export function settingsOf(
  address: string,
  page: typeof thePage,
  own: TagSettings = {},
): TagSettings | undefined {
  const { searchParams } = new URL(address);
  const settings: TagSettings = Object.fromEntries(searchParams);
  const tokenUrl = searchParams.get('token-url');
  if (tokenUrl !== null) settings.tokenUrl = tokenUrl;
  if (settings.key) return { ...settings, ...own };
  const keyed = document.querySelectorAll<HTMLElement>('script[type=module][data-key^=pk_]');
  if (keyed.length === 1) return { ...keyed[0]?.dataset, ...own };
  if (page.settings) return undefined;
  console.warn(
    `Incident Kit: the page has no tag with data-key. Write the key into the address: ${address}?key=pk_…`,
  );
  return own;
}
