const key = 'incident-kit/zone';

/** For as long as the page is there, where the browser keeps nothing. */
let isDeskHere = false;

/** Whether somebody chose in this browser to read times by the clocks of the desk. */
export function wantsDeskZone(): boolean {
  try {
    return localStorage.getItem(key) === 'desk';
  } catch {
    // The page or the browser refuses to give it.
    return isDeskHere;
  }
}

export function keepDeskZone(isDesk: boolean): void {
  isDeskHere = isDesk;
  try {
    if (isDesk) localStorage.setItem(key, 'desk');
    else localStorage.removeItem(key);
  } catch {
    // Or to keep anything in it.
  }
}
