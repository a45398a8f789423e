import type { PageLanguages } from '../locales/language.ts';

type Words = Record<string, unknown>;

/**
 * What parts that come later say, with what the page says in place of it under the element's own name: there was one
 * file of words once. It is written out here, since what the shared files export every badge would pay for.
 * @param own - what the element was given
 */
export function withOwnWords<T extends object>(found: T, language: string, own: unknown): T {
  const page = (globalThis as { [key: symbol]: PageLanguages })[Symbol.for('incident-kit/page@1')];
  const { messages } = page ?? {};
  const inPage = (typeof messages === 'function' ? messages(language) : messages) ?? {};
  return [inPage['incident-timeline'], own].reduce<Words>(replaced, found as Words) as T;
}

function replaced(words: Words, said: unknown): Words {
  if (!said) return words;
  const all = { ...words };
  for (const [key, is] of Object.entries(said as Words)) {
    const was = words[key];
    // What is not of the same kind is a page's mistake.
    if (!is || typeof is !== typeof was) continue;
    all[key] = typeof was === 'object' ? replaced(was as Words, is) : is;
  }
  return all;
}
