// Builds everything that the package offers: dist/kit for pages, dist/npm for bundlers, the manifest
// for editors. The three do not need each other, so they run side by side.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
const program = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

function run(file, args, cwd = here) {
  const child = spawn(process.execPath, [file, ...args], { cwd, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${file} ended with ${code}.`)),
    );
  });
}

rmSync(join(here, 'dist'), { recursive: true, force: true });
try {
  await Promise.all([
    run(program('vite', 'bin/vite.js'), ['build', '--logLevel', 'warn'], join(here, '../..')),
    run(program('typescript', 'bin/tsc'), ['-p', 'tsconfig.build.json']),
    run(program('@custom-elements-manifest/analyzer', 'cem.js'), [
      'analyze',
      '--quiet',
      '--config',
      'custom-elements-manifest.config.mjs',
    ]),
  ]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
