import { css } from '@lit/reactive-element';

export const styles = css`
  .suggested-choices ul {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .suggested-choices li {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 10px;
    align-items: center;
    overflow-wrap: anywhere;
  }
`;
