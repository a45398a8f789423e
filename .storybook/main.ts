import { fileURLToPath } from 'node:url';
import type { StorybookConfig } from '@storybook/web-components-vite';

/** Set by `npm run storybook`: the real server of the stories, and who signs tokens for them. */
const { INCIDENT_KIT_WORLD: world, INCIDENT_KIT_HOST: host } = process.env;

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  previewHead: (head) =>
    world ? `${head ?? ''}<script>globalThis.incidentKitWorld = ${world};</script>` : (head ?? ''),
  viteFinal: (vite) => ({
    ...vite,
    resolve: {
      ...vite.resolve,
      alias: {
        'custom-elements-manifest-of-the-build': fileURLToPath(
          new URL('../packages/widgets/dist/custom-elements.json', import.meta.url),
        ),
      },
      // Stories run the sources.
      conditions: ['incident-kit-source', 'module', 'browser', 'development|production'],
    },
    server: {
      ...vite.server,
      ...(host && { proxy: { '/token': host, '/silent': host } }),
    },
  }),
};

export default config;
