import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../packages/server/src/domain/learning/words.ts';
import { SimilarIndex } from '../../packages/server/src/domain/similar/similar-index.ts';
import { similarTextOf } from '../../packages/server/src/domain/similar/similar-text.ts';
import { randomFrom } from './support/random.ts';

const textOf = (title: string, description = '', service: string | null = null) =>
  similarTextOf({ title, description, service });

function indexOf(texts: Record<number, ReturnType<typeof textOf>>): SimilarIndex {
  const index = new SimilarIndex();
  for (const [number, text] of Object.entries(texts)) index.set(Number(number), text);
  return index;
}

const numbersOf = (index: SimilarIndex, text: ReturnType<typeof textOf>, limit = 10) =>
  index.search(text, limit).map(({ number }) => number);

describe('the words of a text', () => {
  test('of scripts without spaces are each letter with the next, and of others whole', () => {
    expect(wordsOf('打印机坏了 in 3층 หน้าจอ')).toEqual([
      ...['打印', '印机', '机坏', '坏了', 'in', '3', '층', 'หน้', 'น้า', 'าจ', 'จอ'],
    ]);
  });

  test('are the same with and without marks that only careful writers set, and whatever form of alef they use', () => {
    const pairs = [
      ['الطَّابِعَةُ', 'الطابعة'],
      ['أحمد إلى آخر ٱسم', 'احمد الى اخر اسم'],
      ['מַדְפֶּסֶת', 'מדפסת'],
      ['Druck\u00ader', 'drucker'],
    ] as const;
    for (const [marked, plain] of pairs) expect(wordsOf(marked)).toEqual(wordsOf(plain));
  });
});

describe('finding what is similar', () => {
  test('a word of the title says more than one of the description, and a rare one more than one that all have', () => {
    const index = indexOf({
      1: textOf('Mail slow', 'The printer is fine'),
      2: textOf('Printer slow', 'The mail is fine'),
      3: textOf('Screen slow', 'The phone is fine'),
    });
    expect(numbersOf(index, textOf('printer'))).toEqual([2, 1]);
    expect(numbersOf(index, textOf('slow screen'))[0]).toBe(3);
  });

  test('of what is as similar, that of the same service comes first, then the newest', () => {
    const [mail, other] = [textOf('Down', '', 'mail'), textOf('Down', '', 'phone')];
    const index = indexOf({ 1: mail, 2: other, 3: other, 4: textOf('Something else') });
    expect(numbersOf(index, mail)).toEqual([1, 3, 2]);
    expect(numbersOf(index, textOf('Down'))).toEqual([3, 2, 1]);
  });

  test('the same incidents give the same answer to the last digit, in whatever order they came, changed and went', () => {
    const random = randomFrom(7);
    const word = () => `w${Math.floor(random() ** 3 * 400)}`;
    const some = () =>
      textOf(`${word()} ${word()}`, Array.from({ length: 1 + random() * 30 }, word).join(' '));
    const texts = new Map(Array.from({ length: 300 }, (_, index) => [index + 1, some()]));
    const plain = new SimilarIndex();
    for (const [number, text] of texts) plain.set(number, text);
    const changed = new SimilarIndex();
    for (const number of [...texts.keys()].reverse()) changed.set(number, some());
    for (let number = 1_000; number < 3_000; number += 1) {
      changed.set(number, some());
      if (random() < 0.8) changed.remove(number);
    }
    for (const [number, text] of texts) changed.set(number, text);
    for (let number = 1_000; number < 3_000; number += 1) changed.remove(number);
    for (let count = 0; count < 20; count += 1) {
      const wanted = some();
      expect(changed.search(wanted, 10)).toEqual(plain.search(wanted, 10));
    }
    changed.compact();
    const wanted = some();
    expect(changed.search(wanted, 10)).toEqual(plain.search(wanted, 10));
  });

  test('nothing is similar to a text without words, nor in an index without incidents', () => {
    expect(new SimilarIndex().search(textOf('printer'), 10)).toEqual([]);
    expect(indexOf({ 1: textOf('printer') }).search(textOf('…'), 10)).toEqual([]);
  });
});
