/** A piece of text, or an address in it. */
export interface TextPart {
  text: string;
  href?: string;
}

/** http and https only: `javascript:` and its kin are text and stay text. */
const address = /https?:\/\/[^\s<>"'`]+/gi;

/**
 * Finds the web addresses in what somebody wrote. Punctuation that ends the sentence is not part of
 * the address, nor is a closing bracket whose opening one is outside of it.
 */
export function splitAddresses(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const href = trimEnd(match[0]);
    if (!URL.canParse(href)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

const openingOf: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function trimEnd(found: string): string {
  const count: Record<string, number> = {};
  for (const each of found) count[each] = (count[each] ?? 0) + 1;
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const opening = openingOf[last];
    const isForeign = opening !== undefined && (count[opening] ?? 0) < (count[last] ?? 0);
    if (!'.,;:!?…'.includes(last) && !isForeign) break;
    count[last] = (count[last] ?? 0) - 1;
  }
  return found.slice(0, end);
}
