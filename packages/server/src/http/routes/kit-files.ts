import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { KitError } from '../../domain/errors.ts';
import type { OpenRoute } from './route.ts';

const compressors = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

type Encoding = keyof typeof compressors;

interface Kept {
  modifiedMs: number;
  etag: string;
  plain: Buffer;
  encoded: Partial<Record<Encoding, Buffer>>;
}

/** The built elements, for pages that load them from here. */
export const kitFiles: OpenRoute = {
  method: 'GET',
  path: '/kit/*',
  permission: 'public',
  handle: (context, { files }) =>
    files.serve(context.req.path.replace(/^\/kit\//, ''), context.req.raw),
};

/** Where the built elements are, when nobody says otherwise: in their package, which comes with this one. */
export function widgetsDirectory(): string | null {
  try {
    return fileURLToPath(
      new URL('dist/kit/', import.meta.resolve('@incident-kit/widgets/package.json')),
    );
  } catch {
    return null;
  }
}

/** Serves the built elements. Each file is read and compressed once, and again when it changes. */
export class KitFiles {
  readonly #directory: string | null;
  readonly #kept = new Map<string, Kept>();

  constructor(directory: string | null) {
    this.#directory = directory;
  }

  /** @param path the path after `/kit/`. @throws KitError `not-found` */
  async serve(path: string, request: Request): Promise<Response> {
    const file = await this.#file(path);
    const headers = new Headers({
      'content-type': path.endsWith('.map') ? 'application/json' : 'text/javascript; charset=utf-8',
      'cache-control': path.startsWith('chunks/')
        ? 'public, max-age=31536000, immutable' // their names carry a digest of what is in them
        : 'public, max-age=300, stale-while-revalidate=86400',
      'cross-origin-resource-policy': 'cross-origin',
      etag: file.etag,
      vary: 'accept-encoding',
    });
    if (request.headers.get('if-none-match') === file.etag) {
      return new Response(null, { status: 304, headers });
    }
    const encoding = encodingFor(request);
    if (!encoding) return new Response(new Uint8Array(file.plain), { headers });
    file.encoded[encoding] ??= await compressors[encoding](file.plain);
    headers.set('content-encoding', encoding);
    return new Response(new Uint8Array(file.encoded[encoding]), { headers });
  }

  async #file(path: string): Promise<Kept> {
    const name = normalize(path);
    if (name.startsWith('..') || name.includes('\0') || !/\.(js|map)$/.test(name)) {
      throw notFound(path);
    }
    if (!this.#directory) throw elementsMissing(null);
    const full = join(this.#directory, name.split('/').join(sep));
    const modified = await stat(full).catch(() => null);
    if (!modified?.isFile()) {
      const hasElements = await stat(join(this.#directory, 'loader.js')).catch(() => null);
      throw hasElements ? notFound(path) : elementsMissing(this.#directory);
    }
    const kept = this.#kept.get(name);
    if (kept?.modifiedMs === modified.mtimeMs) return kept;
    const plain = await readFile(full);
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    const fresh: Kept = { modifiedMs: modified.mtimeMs, etag, plain, encoded: {} };
    this.#kept.set(name, fresh);
    return fresh;
  }
}

function encodingFor(request: Request): Encoding | null {
  const accepted = request.headers.get('accept-encoding') ?? '';
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

function notFound(path: string): KitError {
  const name = path.slice(0, 100);
  return new KitError('not-found', `There is no file ${name} in the kit.`, {
    details: { path: name },
  });
}

/** For whoever runs the server: there is nothing that pages could load. */
function elementsMissing(directory: string | null): KitError {
  return new KitError(
    'not-found',
    directory === null
      ? 'The elements are not installed: @incident-kit/widgets comes with @incident-kit/server. Install that again, ' +
          'or name the folder with the elements as “widgets” in the settings.'
      : 'The folder with the elements has no loader.js. In a checkout, “npm run build” makes it; else correct ' +
          '“widgets” in the settings, or install @incident-kit/server again.',
  );
}
