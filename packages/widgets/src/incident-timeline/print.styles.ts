import { css } from '@lit/reactive-element';

/** On paper. */
export const styles = css`
  /* On paper: all that is there, black on white, and nothing to press. */
  @media print {
    .box {
      color-scheme: only light !important;
      --_surface: #fff;
      --_raised: #fff;
      --_text: #000;
      --_muted: #333;
      --_border: #777;
      --_border-strong: #777;
      --_accent: #000;
      color: #000;
    }
    .frame {
      display: block;
      border: 0;
      padding: 0;
    }
    .actions,
    .exact,
    .more,
    .composer {
      display: none !important;
    }
    header,
    .day {
      position: static;
      break-after: avoid;
    }
    .story {
      max-block-size: none;
      overflow: visible;
    }
    .entry {
      break-inside: avoid;
      animation: none;
    }
    h2 {
      outline: none !important;
    }
    .words {
      border-color: #777 !important;
      background: none !important;
    }
    /* What was “2 hours ago” is not when it is read. */
    time bdi {
      display: none;
    }
    time::after {
      content: attr(title);
    }
    .line,
    .mark {
      color: #000 !important;
    }
  }
`;
