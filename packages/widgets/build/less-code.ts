import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';

/** Takes the spaces out of css`…`: they are there for those who read the source. */
export function lessCss(): Plugin {
  return {
    name: 'incident-kit:less-css',
    transform: {
      filter: { id: /widgets\/src\/.*\.ts$/, code: 'css`' },
      handler: (code) => ({
        code: code.replace(/\bcss`[^`]*`/g, (style) =>
          style
            .replace(/\/\*[\s\S]*?\*\//g, '')
            .replace(/\s+/g, ' ')
            .replace(/ ?([{};,>]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/\( /g, '(')
            .replace(/ \)/g, ')')
            .replace(/;}/g, '}')
            .replace(/@(media|container) \(/g, '@$1(')
            .replace(/ !important/g, '!important')
            .replace(/::(before|after)\b/g, ':$1')
            .replace(/calc\(-1 \* /g, 'calc(-1*')
            .replace(/\b(\d+)0ms\b/g, (_, hundredths) => `${hundredths / 100}s`)
            .replace(/\b0\./g, '.')
            .replace(/css` | `$/g, (edge) => edge.trim()),
        ),
        map: null,
      }),
    },
  };
}

/** Rounds the shapes of glyphs to a hundredth of the 24 units that they are wide: nobody sees less. */
export function lessGlyphs(): Plugin {
  return {
    name: 'incident-kit:less-glyphs',
    transform: {
      filter: { id: /widgets\/src\/base\/glyphs\/.*\.ts$/ },
      handler: (code) => ({
        code: code.replace(/\d*\.\d+/g, (length) => {
          const rounded = String(Number(Number(length).toFixed(2))).replace(/^0\./, '.');
          // Numbers need no space between them where the next begins with a dot: that has to stay.
          const isAlike =
            /^(\d+)?\.\d+$/.exec(rounded) && /^\./.test(rounded) === /^\./.test(length);
          return isAlike && rounded.length < length.length ? rounded : length;
        }),
        map: null,
      }),
    },
  };
}

/** The elements' own custom properties, in an order that is the same in each build. */
const ownProperties = [
  ...new Set(
    globSync(join(import.meta.dirname, '../src/**/*.ts')).flatMap(
      (file) => readFileSync(file, 'utf8').match(/--_[a-z][a-z-]*/g) ?? [],
    ),
  ),
].sort();

/**
 * What Vite's own minifier leaves in: each file once more through Terser, which looks at a module as a
 * whole; the line breaks and indents of html`…`, where a space is as good as a line; the names of the
 * elements' own custom properties.
 */
export function lessCode(): Plugin {
  return {
    name: 'incident-kit:less-code',
    renderChunk: {
      order: 'post',
      async handler(rendered) {
        const { code = rendered } = await minify(rendered, {
          module: true,
          compress: {
            passes: 3,
            ecma: 2020,
            keep_fargs: false,
            unsafe_arrows: true,
            // Reading a property for its effect alone (`void element.offsetWidth`) does not survive.
            pure_getters: true,
          },
        });
        return {
          code: code
            .replace(/(\n|\\n) {2,}/g, ' ')
            .replace(
              /--_[a-z][a-z-]*/g,
              (name) => `--_${ownProperties.indexOf(name).toString(36)}`,
            ),
          map: null,
        };
      },
    },
  };
}
