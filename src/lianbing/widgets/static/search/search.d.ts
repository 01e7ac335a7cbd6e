/* The shapes of the search; the namespace itself stands in widgets/static/types.d.ts. Read by tsc alone, never shipped. */

type LbFoundKind =
  | "page" | "section" | "clause" | "fact" | "parameter" | "formula" | "term" | "role" | "item" | "scenario" | "task"
  | "reference";
/** Kind, depth of the section, anchor, heading, text: what search.py writes. */
type LbIndexEntry = [LbFoundKind, number, string, string, string];
interface LbIndexPage { url: string; title: string; entries: LbIndexEntry[] }
interface LbSearchIndex { pages: LbIndexPage[]; aliases: string[][] }

/** An entry ready to be searched: folded once, and told apart by where it stands. */
interface LbSearchPlace {
  page: LbIndexPage; kind: LbFoundKind; anchor: string; heading: string; text: string;
  head: string; body: string;
  /** What the heading names, between punctuation; the same of the page's title. */
  names: LbSearchName[]; titles: LbSearchName[];
  /** Of a card: the section that shows it. */
  section: LbSearchPlace | null;
  /** Headings of the sections around it, folded. */
  around: string;
  /** Titles of the cards that a section shows, folded, without their ids. */
  cards: string[];
  /** The number of the chapter's part between two second-level headings; cards stand at its end. */
  part: number;
  /** Its heading is furniture that many chapters have. */
  common: boolean;
}
/** ``later``: after a colon. */
interface LbSearchName { text: string; later: boolean }
interface LbSearchBook {
  places: LbSearchPlace[];
  /** Folded names that mean the same, by each of them. */
  aliases: Map<string, string[]>;
  /** Words of the trade; those of three characters and more mend a slip of the pen. */
  names: Set<string>;
  vocabulary: string[];
  /** In how many places something is said, once counted. */
  said: Map<string, number>;
}

/** One way to say a piece of the query; what was typed weighs 1. */
interface LbSearchWording { text: string; weight: number }
interface LbSearchPiece { typed: string; wordings: LbSearchWording[]; mended: string }
/** Partial: not all that was typed is looked for. The phrase is a whole question less the words that ask. */
interface LbSearchQuery {
  typed: string; id: string; pieces: LbSearchPiece[]; partial: boolean; phrase: string;
  /** A formula is asked for. */
  counting: boolean;
}
/** How much of the query the place has, whether that is all of it, and whether it is a card that is called so. */
interface LbSearchHit { place: LbSearchPlace; score: number; share: number; whole: boolean; called?: boolean }
interface LbSearchResult {
  hits: LbSearchHit[];
  /** What to mark in headings and texts. */
  marks: string[];
  /** “X” was looked for as “Y”. */
  mended: { typed: string; meant: string }[];
}

interface LbSearch {
  inBookWords(text: string): string;
  asksToCount(text: string): boolean;
  fold(text: string): string;
  prepare(index: LbSearchIndex): LbSearchBook;
  readQuery(book: LbSearchBook, typed: string): LbSearchQuery;
  search(book: LbSearchBook, typed: string): LbSearchResult;
  nearby(book: LbSearchBook, typed: string): string[];
  snippet(text: string, marks: string[]): string;
  marked(text: string, marks: string[]): { text: string; mark: boolean }[];
}
interface LianbingNamespace { search: LbSearch }
interface Window { lianbingSearchIndex?: LbSearchIndex }
