// The receipt is in the fragment of the address, which browsers send to nobody.
function show() {
  const receipt = location.hash.slice(1);
  const number = /^rcpt_(\d+)_/.exec(receipt)?.[1];
  const place = document.getElementById('report');
  document.getElementById('missing').hidden = number !== undefined;
  place.replaceChildren();
  if (number === undefined) return;
  const provider = document.createElement('incident-provider');
  provider.setAttribute('endpoint', location.origin);
  provider.setAttribute('receipt', receipt);
  const timeline = document.createElement('incident-timeline');
  timeline.setAttribute('incident', `INC-${number}`);
  provider.append(timeline);
  place.append(provider);
  document.title = `Your report INC-${number}`;
}

addEventListener('hashchange', show);
show();
