import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWhatIsOutOfDate } from '../../scripts/lib/build.ts';
import { root } from '../../scripts/lib/root.ts';

const locales = join(root, 'packages/widgets/src/locales');
const kit = join(root, 'packages/widgets/dist/kit');
const languages = readdirSync(locales, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);
const elements = [
  'alert-source-detail',
  'alert-rules',
  'alert-rules-editor',
  'alert-sources',
  'articles-saved',
  'incident-learning',
  'incident-list',
  'incident-metrics',
  'incident-notifications',
  'incident-report',
  'incident-review',
  'incident-timeline',
  'knowledge-article',
  'knowledge-search',
  'objective-details',
  'objectives-editor',
  'on-call',
  'on-call-calendars',
  'on-call-override',
  'priority-matrix',
  'problem-list',
  'problem-record',
  'process-map',
  'public-figures',
  'sent-messages',
  'sent-messages-targets',
  'service-objectives',
  'signal-anomalies',
  'sla-badge',
  'timeline-desk',
];

beforeAll(buildWhatIsOutOfDate);

/** Every sentence of a file of messages, of functions what stands before and between their values. */
function sentencesIn(messages: object): string[] {
  return Object.values(messages).flatMap((message) => {
    if (typeof message === 'string') return [message];
    if (typeof message === 'object') return sentencesIn(message);
    return [...String(message).matchAll(/[`'"]((?:[^`'"$\\]){12,})/g)].map(([, text = '']) => text);
  });
}

describe('the languages in what the kit serves', () => {
  test('are a file a language and element, each at its address', () => {
    for (const language of languages) {
      const files = readdirSync(join(kit, 'locales', language));
      expect(files, language).toEqual(expect.arrayContaining(elements.map((each) => `${each}.js`)));
      // English has none: its sentences are the server's own.
      expect(files.includes('errors.js'), language).toBe(language !== 'en');
    }
  });

  test('are known by name to the file that finds them, which loads none of them statically', () => {
    const chunks = globSync(join(kit, 'chunks/*.js')).map((file) => readFileSync(file, 'utf8'));
    expect(chunks.filter((code) => code.includes('../locales/${'))).toHaveLength(1);
    for (const file of globSync(join(kit, '**/*.js'))) {
      const [statically] = /from\s*["'`][^"'`\n]*locales\/|import\s*["'`][^"'`\n]*locales\//.exec(
        readFileSync(file, 'utf8'),
      ) ?? [''];
      expect(statically, file).toBe('');
    }
  });

  test('have what an element says in their own file alone', async () => {
    const code = globSync(join(kit, '{*,chunks/*}.js')).map((file) => [
      relative(kit, file),
      readFileSync(file, 'utf8'),
    ]);
    for (const element of elements) {
      const { messages } = await import(join(locales, `en/${element}.ts`));
      const sentences = sentencesIn(messages).filter(
        (text) => text.length > 12 && text.includes(' '),
      );
      expect(sentences.length, element).toBeGreaterThan(3);
      for (const [file, text] of code) {
        const found = sentences.filter((sentence) => text?.includes(sentence));
        expect(found, `${element} in ${file}`).toEqual([]);
      }
    }
  });

  test('are in the source imported for their types, or when they are needed', () => {
    const files = globSync(join(root, 'packages/widgets/src/**/*.ts')).filter(
      (file) => !file.startsWith(locales),
    );
    for (const file of files) {
      const statically =
        /^import (?!type\b)[^;]*?from '[^']*locales\/(?!languages\.ts)[^']*'/m.exec(
          readFileSync(file, 'utf8'),
        );
      expect(statically?.[0], basename(file)).toBeUndefined();
    }
  });
});
