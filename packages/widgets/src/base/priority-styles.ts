import { css } from '@lit/reactive-element';

/** Adds the ramp of priorities to `statusStyles`, from red to slate: `class="tone p1"` … `p6`. */
export const priorityStyles = css`
  .p1 {
    --_c: 0.18;
    --_hue: 25;
  }
  .p2 {
    --_hue: 48;
  }
  .p3 {
    --_hue: 85;
  }
  .p4 {
    --_c: 0.05;
    --_hue: 240;
  }
  .p5,
  .p6 {
    --_c: 0.02;
    --_hue: 255;
  }
`;
