/**
 * What `/kit/incident-list.js` is: asks at the same time for all files that the list on the page needs, where each would
 * else be asked for once the one that needs it has come. Their names, which files-ahead.ts writes here, are known when
 * all are built.
 */
const list = document.querySelector('incident-list');
const isQueue = list?.getAttribute('view') === 'queue';
const names = `INCIDENT_KIT_LIST_FILES ${isQueue ? 'INCIDENT_KIT_QUEUE_FILES' : 'INCIDENT_KIT_REPORTS_FILES'}${list?.hasAttribute('address') ? ' INCIDENT_KIT_ADDRESS_FILES' : ''}`;
for (const name of names.split(' ')) {
  // What does not come is asked for again by what needs it.
  import(/* @vite-ignore */ new URL(`chunks/${name}.js`, import.meta.url).href).catch(() => {});
}
/** How long what does not come is not asked for, milliseconds: at first, and at most. */
const [firstMs, longestMs] = [300, 10_000];
// A module that fails while it runs has failed for good, so this one asks until it has come.
for (let ms = firstMs; ; ms = Math.min(2 * ms, longestMs)) {
  try {
    await import('../src/incident-list/define.ts');
    break;
  } catch (error) {
    console.warn(error);
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}

export {};
