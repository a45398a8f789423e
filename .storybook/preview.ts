import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from 'custom-elements-manifest-of-the-build';

// What an element's documentation says stands in its own comments, and nowhere else.
setCustomElementsManifest(manifest);

const schemes = { light: 'Light', dark: 'Dark' } as const;

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    controls: { expanded: true },
    a11y: { test: 'error' },
  },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'contrast',
        items: Object.entries(schemes).map(([value, title]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: {
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { scheme: 'light', direction: 'ltr' },
  decorators: [
    (story, { globals }) => {
      const { style, dir } = document.documentElement;
      if (style.colorScheme !== globals.scheme) {
        style.colorScheme = globals.scheme;
        style.fontFamily = 'system-ui, sans-serif';
        style.background = globals.scheme === 'dark' ? '#14161a' : '#fff';
        style.color = globals.scheme === 'dark' ? '#e8eaed' : '#1b1f24';
      }
      if (dir !== globals.direction) document.documentElement.dir = globals.direction;
      return story();
    },
  ],
};

export default preview;
