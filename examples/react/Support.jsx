// Incident Kit's elements in React 19, which sets properties on custom elements and listens to their
// events by itself. In React 18, listen with a ref and addEventListener.
import '@incident-kit/widgets/incident-provider/define';
import '@incident-kit/widgets/incident-report/define';
import '@incident-kit/widgets/incident-timeline/define';
import { useState } from 'react';

/** Asks this page's own server for the token of whoever is signed in. */
async function fetchToken() {
  const response = await fetch('/incident-token');
  return response.ok ? (await response.json()).token : null;
}

export function Support() {
  const [incident, setIncident] = useState(null);
  return (
    <incident-provider
      endpoint="https://incidents.example.com"
      site-key="pk_live_…"
      token={fetchToken}
    >
      {incident ? (
        <incident-timeline incident={incident} />
      ) : (
        <incident-report onincident-submitted={(event) => setIncident(event.detail.incident)} />
      )}
    </incident-provider>
  );
}
