import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  name: string;
  version: string;
  license: string;
}

/**
 * Writes the licences of everything that is built into the files of a page beside them, as they ask for.
 * @param drawn packages of which pages have drawings, but no module
 */
export function licenses(drawn: string[]): Plugin {
  return {
    name: 'incident-kit:licenses',
    // The loader contains nothing of others.
    applyToEnvironment: ({ name }) => name === 'kit',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? file.moduleIds : [],
      );
      const { resolve } = createRequire(import.meta.url);
      const folders = new Set(drawn.map((name) => dirname(resolve(`${name}/package.json`))));
      for (const id of modules) {
        const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? [];
        if (folder) folders.add(folder);
      }
      const source = [...folders]
        .sort()
        .map(licenseIn)
        .join(`\n${'-'.repeat(72)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source });
    },
  };
}

function licenseIn(folder: string): string {
  const { name, version, license }: Manifest = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const [file] = globSync('licen[cs]e*', { cwd: folder }).concat(
    globSync('LICEN[CS]E*', { cwd: folder }),
  );
  if (!file) throw new Error(`${name} has no licence to go with what is built.`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
