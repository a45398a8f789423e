import { css } from '@lit/reactive-element';

/**
 * What the elements that people work with share: fields, buttons, notices, skeletons. A badge has none
 * of it and does not load it. A button is quiet by itself; `class="primary"` makes it the one that
 * leads on, `class="plain"` takes its border away.
 */
export const panelStyles = css`
  :host {
    /* Black or white, whichever can be read on the accent that the page chose. */
    --_on-accent: var(
      --incident-kit-on-accent,
      oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 0)
    );
    /* What bounds something to type in or to press is seen at 3:1 on light and dark grounds. */
    --_border-strong: var(--incident-kit-border-strong, oklch(0.6 0.012 260));
    --_field: var(--incident-kit-field, light-dark(#fff, oklch(0.18 0.008 260)));
    --_danger: light-dark(oklch(0.56 0.19 25), oklch(0.7 0.16 25));
    --_danger-text: light-dark(oklch(0.47 0.17 25), oklch(0.83 0.09 25));
    --_warning: light-dark(oklch(0.74 0.15 75), oklch(0.78 0.13 75));
    --_warning-text: light-dark(oklch(0.44 0.09 70), oklch(0.86 0.09 80));
    --_success: light-dark(oklch(0.6 0.13 155), oklch(0.75 0.12 155));
    --_success-text: light-dark(oklch(0.42 0.1 155), oklch(0.85 0.1 155));
    --_radius: var(--incident-kit-radius, 6px);
    --_radius-large: calc(var(--_radius) + 4px);
    /* They grow with the page's text, and never shrink with it: many a page has a rem of 10px. */
    --_tiny: max(0.75rem, 12px);
    --_small: var(--incident-kit-size-small, max(0.8125rem, 13px));
    --_large: var(--incident-kit-size-large, max(1.0625rem, 17px));
    font-size: var(--incident-kit-size, max(0.875rem, 0.875em, 14px));
  }
  /* A container has no width of its own: this has, where the page asks for one (a dialog, a flex row, a
     table's cell), between 18 and 46 em. It takes no room, and cannot overflow. */
  .box::before {
    content: '';
    display: grid;
    grid-template-columns: minmax(min(18em, 80vw), 46em);
  }
  .box > * {
    container-type: inline-size;
  }
  h2,
  h3,
  p,
  fieldset,
  legend,
  ol,
  ul {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    font-size: inherit;
  }
  h2,
  .title {
    font-size: var(--_large);
    font-weight: 600;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }
  .muted,
  .hint {
    color: var(--_muted);
  }
  .small,
  .hint {
    font-size: var(--_small);
    font-weight: 400;
  }
  .glyph {
    flex: none;
  }

  button,
  input,
  select,
  textarea {
    margin: 0;
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 36px;
    padding: 6px 14px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background: var(--_surface);
    font-weight: 500;
    line-height: 1.35;
    cursor: pointer;
    transition: background-color 120ms ease-out;
  }
  button:hover {
    background: color-mix(in oklab, var(--_text) 6%, var(--_surface));
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  button.primary:hover {
    background: color-mix(in oklab, var(--_accent), var(--_text) 14%);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--_accent);
    padding-inline: 8px;
  }
  button.plain:hover {
    background: color-mix(in oklab, var(--_accent) 10%, transparent);
  }
  button[aria-disabled='true'] {
    cursor: default;
    opacity: 0.65;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
    overflow-wrap: anywhere;
  }

  .slot {
    display: grid;
    gap: 20px;
  }
  /* They stay on the page while they have nothing to say, and take no room. */
  .slot:not(:has(.notice)) {
    position: absolute;
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    align-content: start;
  }
  label,
  legend {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .required {
    color: var(--_danger-text);
  }
  input:not([type='radio'], [type='color']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 38px;
    padding: 8px 10px;
    border: 1px solid var(--_border-strong);
    border-radius: var(--_radius);
    background-color: var(--_field);
    line-height: 1.4;
    /* What dir="auto" does, which takes Chromium seconds for a megabyte: it looks again with each line. */
    unicode-bidi: plaintext;
  }
  textarea {
    display: block;
    min-block-size: 5.8em;
    max-block-size: 24em;
    resize: vertical;
    field-sizing: content;
  }
  select {
    text-align: inherit;
    text-overflow: ellipsis;
    cursor: pointer;
  }
  ::placeholder {
    unicode-bidi: plaintext;
    color: var(--_muted);
    opacity: 1;
  }
  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
  }
  input[aria-invalid='true'],
  select[aria-invalid='true'],
  textarea[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .field-error {
    display: flex;
    gap: 6px;
    color: var(--_danger-text);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }

  .notice {
    --_tone: var(--_border);
    display: flex;
    gap: 10px;
    align-items: start;
    padding: 12px;
    border: 1px solid color-mix(in oklab, var(--_tone) 50%, var(--_border));
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_tone) 9%, var(--_surface));
  }
  .notice > .glyph {
    margin-block-start: 0.13em;
    color: var(--_muted);
  }
  .notice > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
    justify-items: start;
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .notice.danger {
    --_tone: var(--_danger);
  }
  .notice.danger > .glyph {
    color: var(--_danger-text);
  }
  .notice.warning {
    --_tone: var(--_warning);
  }
  .notice.warning > .glyph {
    color: var(--_warning-text);
  }
  .notice.success {
    --_tone: var(--_success);
  }
  .notice.success > .glyph {
    color: var(--_success-text);
  }

  .bone {
    border-radius: var(--_radius);
    background: color-mix(in oklab, var(--_text) 9%, transparent);
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @keyframes arrive {
    from {
      translate: 0 6px;
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
    [aria-invalid='true'] {
      outline: 1px solid Mark;
    }
  }
`;
