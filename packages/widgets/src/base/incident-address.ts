/**
 * Where an incident's page is. As `<incident-list>` has it, which has its own: one for both would be a file more for
 * every list.
 * @param pattern - an address with `{incident}` in it, as the page gives it, which may be anything
 * @returns undefined without one, and for what leads to no page, such as a script
 */
export function incidentAddress(pattern: unknown, incident: string): string | undefined {
  const text = String(pattern ?? '').trim();
  if (!text) return undefined;
  const href = text.replaceAll('{incident}', encodeURIComponent(incident));
  return URL.canParse(href, document.baseURI) &&
    /^https?:$/.test(new URL(href, document.baseURI).protocol)
    ? href
    : undefined;
}
