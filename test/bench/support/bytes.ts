import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { root } from '../../../scripts/lib/root.ts';

export interface Weight {
  files: string[];
  minified: number;
  gzip: number;
  brotli: number;
}

/** Bytes of gzip that a page with nothing but one element may load, the loader included. */
export const budgets: Record<string, number> = {
  // Each element that there is costs some bytes of the loader, which all pages load, and so does what asks again for
  // a file that did not come.
  'sla-badge': 9.75 * 1024,
  'incident-report': 21.5 * 1024,
  // With what looks for what is known already, while somebody writes.
  'incident-report, sent': 24.25 * 1024,
  'incident-list': 20.25 * 1024,
  // Until its first rows show; what somebody works with in it follows them.
  'incident-list, a queue': 24.3 * 1024,
  'incident-timeline': 24.25 * 1024,
  'priority-matrix': 22 * 1024,
  'on-call': 21.25 * 1024,
  'incident-learning': 21 * 1024,
  // With what leads from each number to its incidents, and says of what figures are while another choice is on its way.
  'incident-metrics': 27.25 * 1024,
  // With what reads Markdown, nearly half of it, which comes after the frame.
  'knowledge-article': 34.75 * 1024,
  'knowledge-search': 18 * 1024,
  'problem-list': 21.25 * 1024,
  'problem-record': 21 * 1024,
  'incident-review': 22.25 * 1024,
  'process-map': 23.75 * 1024,
  'incident-notifications': 19 * 1024,
  'alert-rules': 20 * 1024,
  'alert-sources': 19 * 1024,
  'sent-messages': 19.25 * 1024,
  'service-objectives': 21.55 * 1024,
  'signal-anomalies': 21.3 * 1024,
};

/** Collects which of the kit's files the pages of a browser load, as the network has it. */
export function collectKitFiles(context: BrowserContext): Set<string> {
  const files = new Set<string>();
  context.on('request', (request) => {
    const file = /\/kit\/(.+\.js)$/.exec(new URL(request.url()).pathname)?.[1];
    if (file) files.add(file);
  });
  return files;
}

/**
 * What these files of the built kit weigh, each compressed by itself, as it is sent.
 * @param checkout the folder of another version of this project
 */
export async function weigh(files: Iterable<string>, checkout = root): Promise<Weight> {
  const weight: Weight = { files: [...files], minified: 0, gzip: 0, brotli: 0 };
  for (const file of weight.files) {
    const bytes = await readFile(join(checkout, 'packages/widgets/dist/kit', file));
    weight.minified += bytes.length;
    weight.gzip += gzipSync(bytes, { level: 9 }).length;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    weight.brotli += brotliCompressSync(bytes, { params }).length;
  }
  return weight;
}
