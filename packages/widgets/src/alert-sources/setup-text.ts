import { html, type TemplateResult } from 'lit';

/** Draws the little Markdown in which sources say how they are set up: paragraphs, lists, code, links. */
export function setupText(markdown: string): TemplateResult[] {
  const blocks: TemplateResult[] = [];
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push(blockOf(lines));
    lines = [];
  };
  let code: string[] | undefined;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      if (code) blocks.push(html`<pre dir="ltr">${code.join('\n')}</pre>`);
      else end();
      code = code ? undefined : [];
    } else if (code) code.push(line);
    else if (line.trim() === '') end();
    else lines.push(line);
  }
  end();
  return blocks;
}

const item = /^(?:-|\d+\.)\s+/;

/** A paragraph, and from the first item on a list; what begins no item goes on with the one before. */
function blockOf(lines: readonly string[]): TemplateResult {
  const first = lines.findIndex((line) => item.test(line));
  const text = first < 0 ? lines : lines.slice(0, first);
  const items: string[] = [];
  for (const line of first < 0 ? [] : lines.slice(first)) {
    if (item.test(line)) items.push(line.replace(item, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  const isNumbered = /^\d/.test(lines[first] ?? '');
  const list = items.map((each) => html`<li>${inlineOf(each)}</li>`);
  return html`
    ${text.length > 0 ? html`<p>${inlineOf(text.join(' '))}</p>` : ''}
    ${list.length === 0 ? '' : isNumbered ? html`<ol>${list}</ol>` : html`<ul>${list}</ul>`}
  `;
}

const marks = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/;

function inlineOf(text: string): unknown[] {
  return text.split(marks).map((part, index) => {
    // What is split by a group alternates with the group.
    if (index % 2 === 0) return part;
    if (part.startsWith('`')) return html`<code dir="ltr">${part.slice(1, -1)}</code>`;
    if (part.startsWith('**')) return html`<b>${part.slice(2, -2)}</b>`;
    const [label = '', href = ''] = part.slice(1, -1).split('](');
    return html`<a href=${href} rel="noreferrer">${label}</a>`;
  });
}
