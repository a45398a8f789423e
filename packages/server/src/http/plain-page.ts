/** Nothing but this server's own style: the page's address is a secret. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface PlainPage {
  title: string;
  /** Paragraphs. */
  text: readonly string[];
  /** What is sent to the same address, by POST; none where there is nothing to do. */
  form?: { fields?: string; buttons: readonly { name: string; value: string; label: string }[] };
}

/**
 * A page for whoever opens a link of a mail: with a button, as programs that look for harm in mails open links too.
 */
export function plainPage({ title, text, form }: PlainPage, status = 200): Response {
  const buttons = form?.buttons
    .map(
      ({ name, value, label }) =>
        `<button name="${escapeHtml(name)}" value="${escapeHtml(value)}">${escapeHtml(label)}</button>`,
    )
    .join('\n      ');
  const body = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title)}</title>
    <link rel="stylesheet" href="/receipt/receipt.css">
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
      ${text.map((each) => `<p>${escapeHtml(each)}</p>`).join('\n      ')}
      ${buttons ? `<form method="post">${form?.fields ?? ''}<p>${buttons}</p></form>` : ''}
    </main>
  </body>
</html>
`;
  return new Response(body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each] ?? '&#39;',
  );
}
