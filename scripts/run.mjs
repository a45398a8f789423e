/**
 * `node scripts/run.mjs <command> [arguments]`: what every npm script of this project goes through.
 *
 * Installs the dependencies when they are missing or not those of package-lock.json, then runs
 * scripts/<command>.ts with the Node that comes with the project. It must therefore run on whatever
 * Node the machine has (20 and up) and before anything is installed: no imports but Node's own.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
// By path, never by name: a shell remembers where it found `node` before this one was installed.
const projectNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Whether node_modules holds what package-lock.json says. */
function isInstalled() {
  const lockFile = join(root, 'package-lock.json');
  // npm writes this file last, so an interrupted installation has none.
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile) || !existsSync(projectNode)) return false;
  if (statSync(installedFile).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  // A checkout touches the lock file without changing it, so look inside before installing again.
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (!path.includes('node_modules/') || link) return true;
    const found = installed[path];
    if (!found) return optional === true; // for another platform
    return found.version === version && found.integrity === integrity;
  });
}

/** Runs a program to its end, passing signals on; resolves to its exit code, as a shell counts it. */
function run(program, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env });
    const passOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, passOn);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

async function install() {
  const start = Date.now();
  console.log('Installing the dependencies (npm ci) …');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const code = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...args])
    : await run('npm', args);
  if (code !== 0) {
    console.error(
      'The dependencies could not be installed; npm says why above. Is the registry within reach?',
    );
    process.exit(code);
  }
  console.log(`Installed in ${((Date.now() - start) / 1000).toFixed(0)} s.`);
}

const [command, ...args] = process.argv.slice(2);
const script = join(root, 'scripts', `${command}.ts`);
if (!command || !/^[a-z-]+$/.test(command) || !existsSync(script)) {
  console.error(`There is no scripts/${command ?? '<command>'}.ts to run.`);
  process.exit(2);
}

if (!isInstalled()) await install();

// Every program that a script starts finds the project's Node and tools first.
const path = `${bin}${delimiter}${process.env.PATH ?? ''}`;
if (realpathSync(process.execPath) === realpathSync(projectNode)) {
  // npm put the project's Node first already: no second process, which would cost some 50 ms.
  process.env.PATH = path;
  process.argv.splice(1, 2, script);
  process.chdir(root);
  await import(pathToFileURL(script).href);
} else {
  process.exit(await run(projectNode, [script, ...args], { ...process.env, PATH: path }));
}
