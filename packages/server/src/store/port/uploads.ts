/** A file that was sent, or is being sent, for a report or a note that is still to come. */
export interface Upload {
  id: string;
  owner: string;
  name: string;
  /** Bytes: as they were announced, and of what is kept from when all of it is there. */
  size: number;
  type: string | null;
  digest: string | null;
  /** `storing` and `ready` need the bytes of their digest; of `gone` nothing is needed any more. */
  state: 'open' | 'storing' | 'ready' | 'gone';
  /** Epoch milliseconds. */
  expiresAt: number;
}

export interface UploadReader {
  get(id: string): Promise<Upload | null>;
  /** Those that expired before an instant, the oldest first. */
  expired(at: number, limit: number): Promise<Upload[]>;
  /** Bytes of all that belong to nothing yet. */
  pendingBytes(): Promise<number>;
}

export interface UploadWriter extends UploadReader {
  keep(upload: Upload): Promise<void>;
  /** Forgets what is gone and expired before an instant, epoch milliseconds. */
  forgetBefore(at: number): Promise<void>;
}

export interface AttachmentReader {
  /** Bytes of all files of an incident. */
  bytesOf(number: number): Promise<number>;
  /** Digests of the files that came with these events, each once. */
  digestsOf(seqs: readonly number[]): Promise<string[]>;
  /** Whether some event, or an upload, says that it has the bytes of that digest. */
  isNeeded(digest: string): Promise<boolean>;
}
