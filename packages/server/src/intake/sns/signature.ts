import { createVerify, X509Certificate } from 'node:crypto';
import { DeliveryUnverified, type Distrust } from '../../operations/signals/source-kind.ts';
import { fetchText } from '../../outbound/fetch-text.ts';
import { isOfAmazon } from './of-amazon.ts';
import type { SnsMessage } from './to-signals.ts';

/** Certificates that are kept; Amazon signs with one a region at a time. */
const mostKept = 50;
const certificatePath = /^\/SimpleNotificationService-[\w-]+\.pem$/u;

export type ReadCertificate = (address: string) => Promise<string>;

const readCertificate: ReadCertificate = (address) =>
  fetchText(address, { timeoutMs: 5_000, maxBytes: 32_768, maxRedirects: 0 });

/** Tells whether Amazon has signed a message of SNS. */
export class SnsSignatures {
  readonly #read: ReadCertificate;
  readonly #certificates = new Map<string, Promise<X509Certificate>>();

  constructor(read: ReadCertificate = readCertificate) {
    this.#read = read;
  }

  /** @throws DeliveryUnverified */
  async distrustOf(message: SnsMessage): Promise<Distrust | undefined> {
    const { Signature: signature, SigningCertURL: address, SignatureVersion: version } = message;
    if (!signature || !address) return 'unsigned';
    const algorithm = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' }[String(version)];
    const isAmazons = isOfAmazon(address) && certificatePath.test(new URL(address).pathname);
    if (algorithm === undefined || !isAmazons) return 'wrong-signature';
    const certificate = await this.#certificateAt(address);
    const isIn = Date.parse(certificate.validFrom) <= Date.now();
    if (!isIn || Date.parse(certificate.validTo) < Date.now()) return 'wrong-signature';
    const isRight = createVerify(algorithm)
      .update(signedTextOf(message))
      .verify(certificate.publicKey, signature, 'base64');
    return isRight ? undefined : 'wrong-signature';
  }

  #certificateAt(address: string): Promise<X509Certificate> {
    const kept = this.#certificates.get(address);
    if (kept !== undefined) return kept;
    const reading = this.#read(address).then((text) => new X509Certificate(text));
    const orUnverified = reading.catch((error: unknown) => {
      // The next delivery asks again.
      this.#certificates.delete(address);
      throw new DeliveryUnverified('The certificate that it is signed with cannot be read.', {
        cause: error,
      });
    });
    if (this.#certificates.size >= mostKept) this.#certificates.clear();
    this.#certificates.set(address, orUnverified);
    return orUnverified;
  }
}

/** What is signed: names and values in the order of the alphabet, a line each. */
function signedTextOf(message: SnsMessage): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : ([
          ...(['Message', 'MessageId', 'SubscribeURL', 'Timestamp'] as const),
          ...(['Token', 'TopicArn', 'Type'] as const),
        ] as const);
  return names
    .flatMap((name) => (message[name] == null ? [] : [`${name}\n${message[name]}\n`]))
    .join('');
}
