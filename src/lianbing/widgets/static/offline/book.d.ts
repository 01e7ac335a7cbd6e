/* What stands before the service worker: the packing of the site writes it. */

declare const BOOK: {
  readonly edition: string;
  /** Titles; the first is what every page needs. */
  readonly parts: readonly string[];
  /** By path: digest, size, place of the part. */
  readonly files: Readonly<Record<string, readonly [digest: string, size: number, part: number]>>;
};
