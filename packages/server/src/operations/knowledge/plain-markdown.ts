import { Lexer, type Token } from 'marked';

/** How much of an article is shown of it in a list, in UTF-16 code units. */
const longestExcerpt = 180;

/** What stands on lines of its own. */
const blocks = new Set(['code', 'heading', 'paragraph', 'table']);

/** What a Markdown text says without its marks: for finding it, and for the beginning of it, not for showing it. */
export function plainTextOf(markdown: string): string {
  return textOf(tokensOf(markdown));
}

/** How it begins, cut between words, headings left out. */
export function excerptOf(markdown: string): string {
  const beginning = tokensOf(markdown.slice(0, longestExcerpt * 6));
  const plain = textOf(beginning.filter(({ type }) => type !== 'heading'))
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= longestExcerpt) return plain;
  const cut = plain.slice(0, longestExcerpt).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > longestExcerpt / 2 ? cut.slice(0, space) : cut}…`;
}

/** Quotes and lists in each other, however deep, say the same: taken away, as reading them takes longer the deeper. */
function tokensOf(markdown: string): Token[] {
  const text = markdown.replace(/^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))+/gm, '');
  try {
    return new Lexer({ gfm: true }).lex(text);
  } catch {
    // Deeper than anybody writes.
    return [{ type: 'text', raw: text, text }];
  }
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (blocks.has(token.type) ? `\n${sayingOf(token)}\n` : sayingOf(token)))
    .join('');
}

function sayingOf(token: Token): string {
  switch (token.type) {
    case 'table': {
      const rows: { tokens: Token[] }[][] = [token.header, ...token.rows];
      return rows.map((row) => row.map(({ tokens }) => textOf(tokens)).join(' ')).join('\n');
    }
    // What shows as a line or not at all.
    case 'hr':
    case 'def':
    case 'space':
    case 'br':
      return '\n';
    default:
      if ('tokens' in token && token.tokens) return textOf(token.tokens);
      return 'text' in token ? token.text : '';
  }
}
