import type { AttachmentLimits } from '@incident-kit/server/domain';
import type { KitElement } from '../kit-element.ts';
import { Attaching } from './attaching.ts';

/** Lets an element take files with what is written in it. As another person it sends them anew. */
export function attachTo(
  element: KitElement,
  into: { files: Attaching | undefined },
  limits: AttachmentLimits,
): void {
  // What is protected is the element's own and its parts'.
  const { kit, explain } = element as unknown as Parts;
  const { files: before } = into;
  const root = element.shadowRoot;
  if (!kit || !root || before?.client === kit) return;
  const { files } = before?.kept ?? {};
  before?.close();
  into.files = new Attaching(kit, limits, {
    root,
    changed: () => element.requestUpdate(),
    explain: (error) => explain.call(element, error),
  });
  into.files.add(files);
}

interface Parts {
  kit: ConstructorParameters<typeof Attaching>[0] | undefined;
  explain: ConstructorParameters<typeof Attaching>[2]['explain'];
}
