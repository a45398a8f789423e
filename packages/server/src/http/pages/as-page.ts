import { headersOf, toErrorBody } from '../../api/errors.ts';
import { KitError } from '../../domain/errors.ts';
import { escapeHtml, htmlPage } from './html-page.ts';

/** Whoever opens a link reads a page, also where there is nothing to do. */
export async function asPage(make: () => Promise<Response>): Promise<Response> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    return htmlPage({
      title: 'This did not work',
      body: `<p>${escapeHtml(error.message)}</p>`,
      status: toErrorBody(error).httpStatus,
      headers: headersOf(error),
    });
  }
}
