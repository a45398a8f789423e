/**
 * Where the bytes of attachments are: what arrives under the id of its upload, and what has arrived under its
 * digest. Ids and digests have letters, digits, `-` and `_` only. Everything here may be done again after it
 * was broken off.
 */
export interface Blobs {
  /** How much of an upload is there, bytes; 0 for one that nothing came of yet. */
  lengthOf(upload: string): Promise<number>;
  /**
   * Adds what arrives to what is there. When it breaks off, what came until then stays.
   * @param offset what `lengthOf` says
   * @throws what reading the body throws
   */
  append(upload: string, offset: number, body: AsyncIterable<Uint8Array>): Promise<void>;
  /** All of an upload. */
  readUpload(upload: string): Promise<Uint8Array<ArrayBuffer>>;
  removeUpload(upload: string): Promise<void>;
  has(digest: string): Promise<boolean>;
  /** Durably, and all of it or nothing. */
  put(digest: string, bytes: Uint8Array): Promise<void>;
  /** Null when there is none. */
  get(digest: string): Promise<ReadableStream<Uint8Array> | null>;
  /** Takes the bytes aside, where nobody finds them until they are put back. Nothing when there are none. */
  setAside(digest: string): Promise<void>;
  /** Puts them back, if they are aside. */
  putBack(digest: string): Promise<void>;
  /** Removes what was set aside, for ever. */
  removeAside(digest: string): Promise<void>;
}

/** Looks at bytes before they are kept. */
export interface Scanner {
  /**
   * What was found in them; null for nothing.
   * @throws when it cannot be told
   */
  scan(bytes: Uint8Array): Promise<string | null>;
}
