/** For a host page's own scripts: `/kit/client.js`, or "@incident-kit/widgets/client". */
export type { KitClient } from './client/client.ts';
export { connect } from './client/connect.ts';
export { KitRequestError } from './client/errors.ts';
export { configure, type KitSettings } from './client/settings.ts';
export * from './messages.ts';
