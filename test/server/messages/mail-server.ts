import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createTransport, type SendMailOptions } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail server: it keeps what it gets, and hands it to whoever wants it before it says that it has it. */
export async function mailServer(passOn: (bytes: Uint8Array) => Promise<void> = async () => {}) {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      void buffer(stream)
        .then(async (bytes) => {
          mails.push(await PostalMime.parse(bytes));
          await passOn(bytes);
        })
        .then(
          () => done(),
          (error: Error) => done(error),
        );
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    at: `smtp://127.0.0.1:${port}`,
    /** Sends it a mail, as any program does. */
    async send(mail: SendMailOptions): Promise<void> {
      const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
      await transport.sendMail(mail);
      transport.close();
    },
  };
}

export const headerOf = ({ headers }: Email, name: string) =>
  headers.find(({ key }) => key === name)?.value;
