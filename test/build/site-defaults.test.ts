import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { elementAttributes } from '../../packages/server/src/domain/element-defaults.ts';

/** What an element is about, and for whom: only its page can say that. */
const abouts = ['incident', 'article-id', 'problem', 'public'];

/** The attributes that an element's class declares. */
function attributesOf(element: string): string[] {
  const file = new URL(`../../packages/widgets/src/${element}/${element}.ts`, import.meta.url);
  const [, declared = ''] =
    /static override properties[^{]*\{\n(.*?)\n {2}\};/s.exec(readFileSync(file, 'utf8')) ?? [];
  return [...declared.matchAll(/^ {4}(\w+): \{(.*)\},$/gm)].flatMap(
    ([, name = '', options = '']) => {
      if (options.includes('attribute: false')) return [];
      return [/attribute: '([\w-]+)'/.exec(options)?.[1] ?? name.toLowerCase()];
    },
  );
}

test('ACC-27: a site has defaults for attributes that the elements have, and for all but what they are about', () => {
  for (const [element, attributes] of Object.entries(elementAttributes)) {
    const own = attributesOf(element).filter((name) => !abouts.includes(name));
    expect([...attributes].sort(), element).toEqual(own.sort());
  }
});
