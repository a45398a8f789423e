import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _$LH } from 'lit';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { templateHtml } from '../../packages/widgets/build/template-html.ts';

const source = join(import.meta.dirname, '../../packages/widgets/src');

/** The pieces of each html`…` in a file. */
function templatesIn(file: string): TemplateStringsArray[] {
  const found: TemplateStringsArray[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, tag, quasi } = node as Record<string, Record<string, unknown>>;
    if (String(type) === 'TaggedTemplateExpression' && tag?.name === 'html') {
      const quasis = quasi?.quasis as { value: { cooked: string; raw: string } }[];
      const strings = quasis.map(({ value }) => value.cooked);
      found.push(Object.assign(strings, { raw: quasis.map(({ value }) => value.raw) }));
    }
    for (const each of Object.values(node)) look(each);
  };
  look(parseSync(file, readFileSync(file, 'utf8')).program);
  return found;
}

describe('what stands in the place of the reader of Lit’s templates', () => {
  const files = globSync('**/*.ts', { cwd: source }).map((file) => join(source, file));
  const templates = files.flatMap(templatesIn);

  test('there are templates', () => {
    expect(templates.length).toBeGreaterThan(100);
  });

  const {
    _boundAttributeSuffix: suffix,
    _marker: mark,
    _markerMatch: data,
    _getTemplateHtml: read,
  } = _$LH;

  test('reads each template of the kit as Lit does', () => {
    for (const strings of templates) {
      const [html, names] = read(strings, 1);
      expect(templateHtml(strings, suffix, mark, `<${data}>`)).toEqual([String(html), names]);
    }
  });

  test('finds no value where the place for one is not made', () => {
    // The walker over what was parsed finds each place by its mark, and these by none.
    const raw = /<(textarea|title|style|script)[^<>]*>[^<]*$|<!--[^>]*$/;
    for (const strings of templates) {
      for (const [index] of strings.slice(1).entries()) {
        expect(strings.slice(0, index + 1).join('x')).not.toMatch(raw);
      }
    }
  });
});
