import type { KitSettings } from './settings.ts';

/** How the stream stands. `idle`: nobody listens. `offline`: it broke and has not come back yet. */
export type Connection = 'idle' | 'connecting' | 'open' | 'offline';

/** What the parts of a client need of the client that makes them; see `KitClient`. */
export interface ClientCore {
  readonly endpoint: string;
  readonly settings: KitSettings;
  connection: Connection;
  now(): number;
  sync(now: number): void;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  bearer(): Promise<string | undefined>;
  subject(): Promise<string | undefined>;
  forgetToken(): void;
}
