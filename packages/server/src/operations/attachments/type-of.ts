import { fileTypeFromBuffer } from 'file-type';

/** As much of a file as is looked at: nothing that is packed in it can become large. */
const lookedAt = 4_100;

/** What browsers might run is told as what it is read as. */
const asText = /^(application|text)\/(xml|xhtml\+xml|html|javascript)$|\+xml$/;

/**
 * The media type of a file by its bytes: of what is not recognized, text is `text/plain`, and everything else
 * `application/octet-stream`. HTML, SVG and XML are text.
 */
export async function typeOf(bytes: Uint8Array): Promise<string> {
  const start = bytes.subarray(0, lookedAt);
  const found = await fileTypeFromBuffer(start.slice()).catch(() => undefined);
  if (found) return asText.test(found.mime) ? 'text/plain' : found.mime;
  return isText(start) ? 'text/plain' : 'application/octet-stream';
}

function isText(start: Uint8Array): boolean {
  if (start.includes(0)) return false;
  try {
    // The last letter may have been cut.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}
