/** Gives a text to whoever looks at the page, as a file. */
export function saveFile(name: string, text: string, type: string): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href, download: name }).click();
  // The browser has begun to take it by then, also the slow ones.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
