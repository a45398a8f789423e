import type { KitClient } from './client.ts';

/**
 * The key under which providers and elements meet (the Context Community Protocol). A registered
 * symbol, so that elements of one bundle find the provider of another.
 */
export const clientContext = Symbol.for('incident-kit/client@1');

/**
 * What an element asks its surroundings. The same event as `ContextRequestEvent` of `@lit/context`,
 * whose consumer would cost a status page a twentieth of its bytes.
 */
export interface ClientRequest {
  context: unknown;
  contextTarget: Element;
  subscribe: boolean;
  callback(client: KitClient | undefined, unsubscribe?: () => void): void;
}
