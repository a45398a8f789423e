import type { ElementMessages } from '../locales/language.ts';

/** All that `<priority-matrix>` says, that of editing too. */
export type MatrixMessages = ElementMessages['priority-matrix'] &
  ElementMessages['matrix-editor'] &
  ElementMessages['matrix-settings'] &
  ElementMessages['matrix-versions'] &
  ElementMessages['matrix-what-if'];
