import { css } from '@lit/reactive-element';

/** The cell of an incident, and the sentence about it. */
export const styles = css`
  .marked-by {
    display: flex;
    gap: 8px;
    overflow-wrap: anywhere;
  }
  .marked-by .glyph,
  .cell .mark {
    color: var(--_accent);
  }
  .marked-by .glyph {
    margin-block-start: 0.13em;
  }
  .cell.marked {
    border: 2px solid var(--_accent);
  }
  .cell .mark {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0 3px;
    font-size: var(--_tiny);
    font-weight: 600;
    line-height: 1.15;
    color: var(--_text);
  }
  @media (forced-colors: active) {
    .cell.marked {
      border: 3px solid Highlight;
    }
  }
`;
