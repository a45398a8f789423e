import { css } from 'lit';

/**
 * Buttons and fields. A button is quiet by itself, `class="primary"` makes it the one that leads on,
 * `class="plain"` takes its border away. 14 px text, 4 px grid, 6 px corners, 36 px to hit.
 */
export const controlStyles = css`
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 36px;
    padding: 4px 12px;
    font-weight: 500;
    cursor: pointer;
    transition: background-color 120ms ease-out;
  }
  button:hover {
    background: var(--_raised);
  }
  button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--incident-kit-on-accent, light-dark(#fff, oklch(0.2 0.03 262)));
  }
  button.primary:hover {
    background: color-mix(in oklch, var(--_accent), var(--_text) 12%);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--_accent);
  }
  button:disabled {
    opacity: 0.6;
    cursor: default;
  }
  input,
  textarea,
  select {
    inline-size: 100%;
    min-block-size: 36px;
    padding: 7px 10px;
  }
  textarea {
    resize: vertical;
    field-sizing: content;
    min-block-size: 88px;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  [aria-invalid='true'] {
    border-color: light-dark(oklch(0.58 0.19 25), oklch(0.7 0.16 25));
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  @media (forced-colors: active) {
    button.primary {
      border-color: ButtonText;
    }
  }
`;
