import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { litHtml } from './smaller-lit-html.ts';
import { reactiveElement } from './smaller-reactive-element.ts';

/** What stands in the place of parts of a module in a page; nothing for what no element of the kit uses. */
export interface Replacements {
  /** The release of Lit whose parts these are: in another, names that are not documented may mean others. */
  release: string;
  /** Statements that are left out, as they are written. */
  statements: string[];
  /** What is declared at the top, by its name. */
  declarations?: Record<string, string>;
  /**
   * Members of the module's classes by their names, or by class and name. A bundler cannot leave them out:
   * any member of a class might be asked for.
   */
  members: Record<string, string>;
}

const modules: Record<string, Replacements> = {
  'reactive-element/reactive-element.js': reactiveElement,
  'lit-html/lit-html.js': litHtml,
};

/**
 * Puts smaller parts in the place of Lit's, in what is built for /kit/: a tenth of a page's bytes. What is
 * built for bundlers has Lit as it is. A build fails when Lit is of another release or has no such part.
 */
export function smallerLit(): Plugin {
  return {
    name: 'incident-kit:smaller-lit',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(reactive-element\/reactive-element|lit-html\/lit-html)\.js$/ },
      handler(code, id) {
        const replacements = modules[id.split('/').slice(-2).join('/')];
        if (!replacements) return;
        const { release, statements, declarations = {}, members } = replacements;
        const { version } = JSON.parse(readFileSync(join(dirname(id), 'package.json'), 'utf8'));
        if (version !== release) this.error(`These are parts of Lit ${release}, not ${version}.`);
        const unused = new Set([...statements, ...Object.keys({ ...declarations, ...members })]);
        let less = code;
        for (const { names, start, end } of partsOf(this.parse(code)).reverse()) {
          const text = code.slice(start, end);
          const all = { ...members, ...declarations };
          const name = statements.includes(text)
            ? text
            : names.find((each) => Object.hasOwn(all, each));
          if (name === undefined) continue;
          unused.delete(name);
          less = less.slice(0, start) + (all[name] ?? '') + less.slice(end);
        }
        for (const name of unused) this.error(`Lit has no ${name}.`);
        return { code: less, map: null };
      },
    },
  };
}

interface Part {
  names: string[];
  start: number;
  end: number;
}

interface Node {
  type: string;
  start: number;
  end: number;
  id?: { name: string };
  key: { name: string };
  body: { body: Node[] };
  init?: Node | null;
  declarations: Node[];
}

/** The statements at the top of a module, what they declare, and the methods of its classes, in their order. */
function partsOf(program: unknown): Part[] {
  const { body } = program as { body: Node[] };
  return body.flatMap((statement): Part[] => {
    const { type, start, end, id } = statement;
    if (type === 'ExpressionStatement') return [{ names: [], start, end }];
    if (type === 'VariableDeclaration') {
      return statement.declarations.flatMap(({ id, init }) =>
        init ? [{ names: [id?.name ?? ''], start: init.start, end: init.end }] : [],
      );
    }
    if (type !== 'ClassDeclaration') return [];
    return statement.body.body.map(({ key, start, end }) => ({
      names: [`${id?.name}.${key.name}`, key.name],
      start,
      end,
    }));
  });
}
