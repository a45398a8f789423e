/** How a story attaches files: to the real server, over a network that may be broken. */
import { html, type TemplateResult } from 'lit';
import type { KitElement } from '../packages/widgets/src/base/kit-element.ts';
import { KitRequestError } from '../packages/widgets/src/client/errors.ts';
import { connect } from '../packages/widgets/src/client.ts';
import { world } from './support.ts';

/** What becomes of what is uploaded: it never ends, finds no network, or a server that is away. */
export type Line = 'slow' | 'offline' | 'away';

/** Somebody signed in, whose uploads go over such a line. */
export function over(line: Line, content: (client: unknown) => TemplateResult): TemplateResult {
  const tokenUrl = `/token/rosa?line=${line}`;
  const client = connect({ endpoint: world.endpoint, siteKey: world.siteKey, tokenUrl });
  const fetch = client.fetch.bind(client);
  client.fetch = (path, ...more) => {
    if (!path.startsWith('/uploads')) return fetch(path, ...more);
    if (line === 'slow') return new Promise(() => {});
    const error =
      line === 'offline'
        ? new KitRequestError('offline', 'You are offline.')
        : new KitRequestError('server-unavailable', 'The server is not available (502).', 502);
    return Promise.reject(error);
  };
  return html`${content(client)}`;
}

export const picture = (): File => new File(['it says 42'], 'What I saw.txt');

/** A picture that breaks off after its first bytes: it is refused for good. */
export const torn = (): File =>
  new File(
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82)],
    'torn.png',
  );

export const many = (): File[] => [
  new File(['1'], `${'a-name-that-never-ends-and-has-no-space-'.repeat(3)}.txt`),
  new File(['2'], 'צילום מסך 2026-11-26.txt'),
  ...Array.from({ length: 8 }, (_, index) => new File(['3'], `Screen ${index + 1}.txt`)),
];

/** Picks files in an element, as soon as it takes some. */
export async function pick(element: KitElement, ...files: File[]): Promise<void> {
  const input = () => element.renderRoot.querySelector<HTMLInputElement>('.files input');
  while (element.isConnected && !input()) await new Promise((resolve) => setTimeout(resolve, 20));
  const field = input();
  if (!field) return;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  field.files = transfer.files;
  field.dispatchEvent(new Event('change'));
}
