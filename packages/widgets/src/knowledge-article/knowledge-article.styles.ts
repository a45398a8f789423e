import { css } from '@lit/reactive-element';

export const styles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .head {
    display: grid;
    gap: 4px;
  }
  .title {
    font-size: 1.43em;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .foot,
  .desk {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
  }
  .desk {
    align-items: end;
  }
  .desk .field {
    flex: 0 1 13em;
  }
  .desk .facts {
    flex: 1 1 100%;
  }
  .vote[aria-pressed='true'] {
    border-color: transparent;
    background: color-mix(in oklab, var(--_accent) 16%, var(--_surface));
  }
  .bone.title {
    block-size: 28px;
    inline-size: 60%;
  }
  .bone.row {
    block-size: 80px;
  }
  @media print {
    .foot,
    .desk,
    .languages {
      display: none;
    }
    .body {
      max-inline-size: none;
    }
  }
`;
