/**
 * Where an article's page is.
 * @param pattern - an address with `{article}` in it, as the page gives it, which may be anything
 * @returns undefined without one, and for what leads to no page, such as a script
 */
export function addressOf(pattern: unknown, article: string): string | undefined {
  const text = String(pattern ?? '').trim();
  if (!text) return undefined;
  const href = text.replaceAll('{article}', encodeURIComponent(article));
  return URL.canParse(href, document.baseURI) &&
    /^https?:$/.test(new URL(href, document.baseURI).protocol)
    ? href
    : undefined;
}
