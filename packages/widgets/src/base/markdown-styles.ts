import { css } from '@lit/reactive-element';

/** Of a text that was written in Markdown, drawn in an element of the class `body`. */
export const markdownStyles = css`
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
    max-inline-size: 70ch;
    overflow-wrap: anywhere;
  }
  .body [role='heading'] {
    margin-block-start: 8px;
    font-size: var(--_large);
    font-weight: 600;
  }
  .body :is(ul, ol) {
    display: grid;
    gap: 4px;
    padding-inline-start: 1.6em;
  }
  .body li > :is(ul, ol) {
    margin-block-start: 4px;
  }
  .body blockquote {
    display: grid;
    gap: 8px;
    margin: 0;
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_border);
    color: var(--_muted);
  }
  .body code {
    padding: 1px 4px;
    border-radius: 4px;
    background: color-mix(in oklab, var(--_text) 7%, transparent);
    font-family: ui-monospace, monospace;
    font-size: 0.93em;
  }
  .body pre {
    margin: 0;
    padding: 10px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    overflow-x: auto;
    text-align: left;
    direction: ltr;
  }
  .body pre code {
    padding: 0;
    background: none;
  }
  .body hr {
    inline-size: 100%;
    border: 0;
    border-block-start: 1px solid var(--_border);
  }
  .body input {
    inline-size: auto;
    min-block-size: 0;
  }
  .scroll {
    overflow-x: auto;
  }
  .body table {
    border-collapse: collapse;
  }
  .body :is(th, td) {
    padding: 4px 10px;
    border: 1px solid var(--_border);
    text-align: start;
  }
`;
