/**
 * Where the page of an incident is, or of something else that the address calls by its own name. As `<incident-list>` has it, which has its own: one for both would be a file more for
 * every list.
 * @param pattern - an address with `{incident}` in it, or `name`, as the page gives it, which may be anything
 * @returns undefined without one, and for what leads to no page, such as a script
 */
export function incidentAddress(
  pattern: unknown,
  incident: string,
  name = '{incident}',
): string | undefined {
  const text = String(pattern ?? '').trim();
  if (!text) return undefined;
  const href = text.replaceAll(name, encodeURIComponent(incident));
  return URL.canParse(href, document.baseURI) &&
    /^https?:$/.test(new URL(href, document.baseURI).protocol)
    ? href
    : undefined;
}
