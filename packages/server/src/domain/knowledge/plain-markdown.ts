/** How much of an article is shown of it in a list, in UTF-16 code units. */
const longestExcerpt = 180;

/** What a Markdown text says without its marks: for finding it, and for the beginning of it, not for showing it. */
export function plainTextOf(markdown: string): string {
  return (
    markdown
      // Of a link or a picture what it is called.
      .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/^[ \t]*(#{1,6}|>|[-*+]|\d+[.)])[ \t]+/gm, '')
      .replace(/^[ \t]*(```|~~~).*$/gm, '')
      .replace(/[*_`|]+/g, ' ')
  );
}

/** How it begins, cut between words, headings left out. */
export function excerptOf(markdown: string): string {
  const withoutHeadings = markdown.replace(/^[ \t]*#{1,6}[ \t].*$/gm, '');
  const plain = plainTextOf(withoutHeadings.slice(0, longestExcerpt * 6))
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= longestExcerpt) return plain;
  const cut = plain.slice(0, longestExcerpt).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > longestExcerpt / 2 ? cut.slice(0, space) : cut}…`;
}
