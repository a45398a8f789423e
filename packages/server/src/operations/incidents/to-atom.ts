/** Of RFC 4287, as much as there is to say. Instants are epoch milliseconds, ids are UUIDs. */
export interface AtomFeed {
  id: string;
  title: string;
  author: string;
  /** Its own address. */
  self: string;
  updatedAt: number;
  entries: readonly AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  content: string;
  category: { term: string; label: string };
  publishedAt: number;
  updatedAt: number;
}

export function atomFeed({ id, title, author, self, updatedAt, entries }: AtomFeed): string {
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>urn:uuid:${id}</id>`,
    `<title>${escaped(title)}</title>`,
    `<author><name>${escaped(author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    `<updated>${instant(updatedAt)}</updated>`,
    ...entries.flatMap(entryLines),
    '</feed>',
  ];
  return `${lines.join('\n')}\n`;
}

function entryLines({ id, title, content, category, publishedAt, updatedAt }: AtomEntry): string[] {
  return [
    '<entry>',
    `<id>urn:uuid:${id}</id>`,
    `<title>${escaped(title)}</title>`,
    `<category term="${escaped(category.term)}" label="${escaped(category.label)}"/>`,
    `<published>${instant(publishedAt)}</published>`,
    `<updated>${instant(updatedAt)}</updated>`,
    `<content type="text">${escaped(content)}</content>`,
    '</entry>',
  ];
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write most control characters, nor half a surrogate pair. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => entities[character] ?? character)
  );
}
