import { html, nothing, type TemplateResult } from 'lit';
import { Lexer, type Token, type Tokens } from 'marked';

export { markdownStyles } from './markdown-styles.ts';

/** What stands for a letter that means something in Markdown or in HTML; of those that have names, the usual ones. */
const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/**
 * A Markdown text as templates. Nothing of it ever is HTML, so it cannot do more than stand there: what is written as
 * HTML shows as it was written, and links lead to pages and to mail addresses alone.
 * @param level - of its first headings in the page's outline
 */
export function markdownTemplate(text: string, level: number): unknown {
  let tokens: Token[];
  try {
    tokens = new Lexer({ gfm: true }).lex(text);
  } catch {
    // Deeper than anybody writes.
    return html`<pre>${text}</pre>`;
  }
  return blocks(tokens, level);
}

function blocks(tokens: readonly Token[], level: number): unknown {
  return tokens.map((each) => block(each, level));
}

function block(token: Token, level: number): unknown {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading;
      // The title is the only one of the first level.
      const at = Math.min(6, level + Math.max(0, depth - 2));
      return html`<p role="heading" aria-level=${at}>${inlines(tokens)}</p>`;
    }
    case 'paragraph':
      return html`<p>${inlines((token as Tokens.Paragraph).tokens)}</p>`;
    case 'text': {
      const { tokens, text } = token as Tokens.Text;
      return tokens ? inlines(tokens) : decoded(text);
    }
    case 'list':
      return list(token as Tokens.List, level);
    case 'blockquote':
      return html`<blockquote>${blocks((token as Tokens.Blockquote).tokens, level)}</blockquote>`;
    case 'code':
      return html`<pre tabindex="0"><code dir="ltr">${(token as Tokens.Code).text}</code></pre>`;
    case 'hr':
      return html`<hr />`;
    case 'table':
      return table(token as Tokens.Table);
    case 'html':
      return html`<p>${token.raw.trim()}</p>`;
    default:
      return nothing;
  }
}

function list({ ordered, start, items }: Tokens.List, level: number): TemplateResult {
  const all = items.map(
    ({ tokens, task, checked }) => html`<li>
      ${task ? html`<input type="checkbox" disabled .checked=${checked === true} aria-label=${checked ? '✓' : '–'} />` : nothing}
      ${blocks(
        tokens.filter(({ type }) => type !== 'checkbox'),
        level,
      )}
    </li>`,
  );
  return ordered ? html`<ol start=${Number(start) || 1}>${all}</ol>` : html`<ul>${all}</ul>`;
}

function table({ header, rows }: Tokens.Table): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="group">
    <table>
      <thead>
        <tr>${header.map(({ tokens }) => html`<th scope="col">${inlines(tokens)}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${row.map(({ tokens }) => html`<td>${inlines(tokens)}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function inlines(tokens: readonly Token[]): unknown {
  return tokens.map(inline);
}

function inline(token: Token): unknown {
  switch (token.type) {
    case 'strong':
      return html`<strong>${inlines((token as Tokens.Strong).tokens)}</strong>`;
    case 'em':
      return html`<em>${inlines((token as Tokens.Em).tokens)}</em>`;
    case 'del':
      return html`<del>${inlines((token as Tokens.Del).tokens)}</del>`;
    case 'codespan':
      return html`<code dir="ltr">${(token as Tokens.Codespan).text}</code>`;
    case 'br':
      return html`<br />`;
    case 'link': {
      const { href, tokens } = token as Tokens.Link;
      return link(href, inlines(tokens));
    }
    case 'image': {
      // A picture of somewhere else would tell there who reads this.
      const { href, text } = token as Tokens.Image;
      return link(href, text || href);
    }
    case 'text':
      return decoded((token as Tokens.Text).text);
    case 'escape':
      return (token as Tokens.Escape).text;
    default:
      return token.raw;
  }
}

function link(href: string, content: unknown): unknown {
  const address = decoded(href);
  if (!URL.canParse(address)) return content;
  const { protocol, href: whole } = new URL(address);
  if (!/^(https?|mailto):$/.test(protocol)) return content;
  return html`<a href=${whole} rel="noopener noreferrer nofollow">${content}</a>`;
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]{2,4}));/g, (whole, code?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const point = Number(code);
    return point > 0 && point < 0x110000 ? String.fromCodePoint(point) : whole;
  });
}
