import { globSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { defineConfig } from 'vite';
import { filesAhead } from './packages/widgets/build/files-ahead.ts';
import { lessCode, lessCss, lessGlyphs } from './packages/widgets/build/less-code.ts';
import { licenses } from './packages/widgets/build/licenses.ts';
import { smallerLit } from './packages/widgets/build/smaller-lit.ts';

const widgets = join(import.meta.dirname, 'packages/widgets');
const source = (path: string) => join(widgets, 'src', path);

/** Each has a folder, and is a file of its name under /kit/, which the loader or a page imports. */
const elements = globSync(source('*-*/define.ts'))
  .map((file) => basename(dirname(file)))
  .sort();
const entries = {
  ...Object.fromEntries(elements.map((name) => [name, source(`${name}/define.ts`)])),
  'incident-list': join(widgets, 'build/incident-list-entry.ts'),
};

/** The languages, and each of their files as `locales/<language>/<file>.js`. */
const languages = readdirSync(source('locales'), { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);
const messages = Object.fromEntries(
  globSync(source('locales/*/*.ts'))
    .filter((file) => basename(file) !== 'index.ts')
    .map((file) => [`locales/${basename(dirname(file))}/${basename(file, '.ts')}`, file]),
);

/**
 * What every element needs lies in one chunk: bytes that are compressed together are fewer, and a
 * page with two elements loads it once.
 */
const everywhere =
  /@lit\/reactive-element\/|widgets\/build\/(lit-css-tag|kit-languages)|widgets\/src\/base\/(define|intl|kit-base|messages|version)\.ts|widgets\/src\/client\/(client|context|errors|live|page-events|retry|settings)\.ts/;

/** What counts down or tells how long ago something was. A report form does neither. */
const times = /widgets\/src\/base\/(clock|sla-reading|spans)\.ts/;

/** What every element with a template needs besides. Lists bring what only lists need. */
const templates =
  /\/lit\/(index|directive)\.js|\/lit-html\/(directive|is-server|lit-html)\.js|\/lit-element\/|widgets\/src\/base\/(controllers\/live-resource|css-vars|failure-notice|glyph|heading-level|host-styles|kit-element|reset-styles|notice|panel-styles|new-key|typed-keys|glyphs\/(circle-alert|cloud-off|lock))\.ts|widgets\/src\/client\/api\.ts/;

/** Signs that the rows of a list and a timeline show, and an editor's undo. */
const shownStatus = /glyphs\/(circle-check|circle-dashed|clock|pause|undo-2)\.ts/;

/** A queue until its first rows are there, and what somebody works with in it: what follows imports from the first. */
const queueRows =
  /incident-list\/queue\/(drawn-rows|next-clock|queue-(cells\.styles|columns|data|frame|rows|view|window)|queue\.styles)\.ts/;

/** What the page's address says of a queue, and what is in it; what there is to work with needs the same. */
const queueAddress = /incident-list\/queue\/queue-(address|filter|order)\.ts/;

/** What a timeline shows at first, in one chunk: its later parts use some of it as well. */
const reading = /incident-timeline\/(define|format-time|said|sentence)\.ts/;

/** What the parts of a timeline that come later have in common: one chunk of it, where there is one anyway. */
const laterReading = /incident-timeline\/(name-from-id|own-words|words-of)\.ts/;

const conditions = ['incident-kit-source', 'module', 'browser', 'production'];

/**
 * For browsers, but without the helper that Vite puts around import() to preload stylesheets: there
 * are none, and it would cost each page half a kilobyte.
 */
const browser = {
  consumer: 'server' as const,
  resolve: { conditions, noExternal: true as const },
};

const output = {
  entryFileNames: '[name].js',
  // Each name stands in each file that imports it, and is nothing that compresses.
  chunkFileNames: 'chunks/[hash:7].js',
  comments: { legal: false, jsdoc: false, annotation: false },
};
const build = {
  outDir: join(widgets, 'dist/kit'),
  emptyOutDir: false,
  copyPublicDir: false,
  // light-dark(), :state() and field-sizing came later than all of ES2022.
  target: 'es2022',
  minify: true,
  modulePreload: false as const,
};

/** `vite build` makes what the kit server offers at /kit/. */
export default defineConfig({
  publicDir: false,
  resolve: {
    conditions,
    alias: [
      // Without LitElement, whose place KitElement takes.
      { find: /^lit$/, replacement: 'lit/html.js' },
      { find: './css-tag.js', replacement: join(widgets, 'build/lit-css-tag.ts') },
      {
        find: /^\.\.\/locales\/languages\.ts$/,
        replacement: join(widgets, 'build/kit-languages.ts'),
      },
    ],
  },
  define: {
    INCIDENT_KIT_ELEMENTS: JSON.stringify(elements.join(' ')),
    INCIDENT_KIT_LANGUAGES: JSON.stringify(languages),
  },
  plugins: [
    smallerLit(),
    lessCss(),
    lessGlyphs(),
    lessCode(),
    licenses(['lucide-static']),
    filesAhead(),
  ],
  environments: {
    kit: {
      ...browser,
      build: {
        ...build,
        rolldownOptions: {
          input: { ...entries, ...messages, client: source('client.ts') },
          preserveEntrySignatures: 'strict',
          output: {
            ...output,
            codeSplitting: {
              groups: [
                { name: 'kit', test: everywhere },
                { name: 'templates', test: templates },
                { name: 'times', test: times },
                { name: 'later-part', test: /base\/later-part\.ts/ },
                { name: 'status', test: shownStatus },
                { name: 'add-styles', test: /base\/add-styles\.ts/ },
                { name: 'queue', test: queueRows },
                { name: 'queue-address', test: queueAddress },
                { name: 'timeline', test: reading },
                { name: 'own-words', test: laterReading },
              ],
            },
          },
        },
      },
    },
    // By itself, so that it shares no chunk: a page without elements loads the loader only.
    loader: {
      ...browser,
      build: {
        ...build,
        rolldownOptions: { input: { loader: source('loader.ts') }, output },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['kit', 'loader'] as const) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
