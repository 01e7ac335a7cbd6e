/* What stands before the worker's text: written by offline.py. */

declare const BOOK: {
  readonly edition: string;
  /** Titles; the first is what every page needs. */
  readonly parts: readonly string[];
  /** By path: digest, size, place of the part. */
  readonly files: Readonly<Record<string, readonly [digest: string, size: number, part: number]>>;
};
