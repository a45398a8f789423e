import { type KitClient, openClient } from './client.ts';
import type { KitSettings } from './settings.ts';

/**
 * A client for a host page's own scripts: the same one that elements with these settings use.
 * @throws {TypeError} when the endpoint is not an address.
 */
export function connect(settings: KitSettings): KitClient {
  const client = openClient(settings);
  if (!client) throw new TypeError(`"${settings.endpoint}" is not an address.`);
  return client;
}
