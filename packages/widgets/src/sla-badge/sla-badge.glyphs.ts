// Shapes of Lucide (https://lucide.dev), ISC License, Copyright Lucide Icons and Contributors: clock,
// triangle-alert, circle-pause, circle-check, circle-x, circle-alert, circle-minus, circle-slash-2. They are the same
// as in base/glyphs/, but in one place and around one circle: a status page loads nothing else.
const circle = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0';

export const clock = `${circle}M12 6v6l4 2`;
export const warning =
  'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01';
export const pause = `${circle}M10 15V9M14 15V9`;
export const check = `${circle}M16 9l-5.5 5.5L8 12`;
export const cross = `${circle}M15 9l-6 6M9 9l6 6`;
export const alert = `${circle}M12 8v4M12 16h.01`;
export const minus = `${circle}M8 12h8`;
export const slash = `${circle}M22 2 2 22`;
