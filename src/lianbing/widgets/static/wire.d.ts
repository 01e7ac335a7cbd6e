/* The shapes that Python writes and the browser reads: docs/wire-format.md. */

export type Answer = null | string | boolean | (string | null)[] | Record<string, string | null>;

export type Key =
  | { type: "single"; correct: string; options: string[] }
  | { type: "multiple"; correct: string[]; options: string[]; rule: "exact" | "half" | "share" | "deduct" }
  | { type: "truefalse"; correct: boolean }
  | { type: "numeric"; value: string; absolute: string; relative: string; unit: string }
  | { type: "fill"; blanks: string[][]; rule: "each" | "exact" }
  | { type: "ordering"; order: string[]; options: string[]; rule: "exact" | "pairs" }
  | { type: "matching"; pairs: Record<string, string>; prompts: string[]; options: string[]; rule: "each" | "exact" }
  | { type: "open"; points: Point[]; model: string };
export interface Point { text: string; share: string }

export interface Clause { title: string; text?: string; status?: string; href?: string }
export type Clauses = Record<string, Clause>;
export interface Option { id: string; text: string }
/** The same question with other numbers: what differs from the item. */
export interface Variant {
  stem: string; key: Key; explain?: string; hints?: string[]; options?: Option[]; prompts?: Option[];
  why?: Record<string, string>;
}
export interface Practice {
  key: Key; explain?: string; why?: Record<string, string>; clauses?: string[];
  /** Of what is asked and of its key: when it changes, the item is another one. */
  digest?: string;
  /** For 再来一题, in their order. */
  variants?: Variant[];
  /** The solution as an Excel expression over the downloaded table. */
  excel?: string;
}

export type ItemType =
  "single" | "multiple" | "truefalse" | "numeric" | "fill" | "ordering" | "matching" | "short" | "case" | "code";
export interface Item {
  kind: "item"; id: string; type: ItemType; stem: string; points?: string;
  options?: Option[]; prompts?: Option[]; blanks?: number;
  rule?: "exact" | "half" | "share" | "deduct" | "each" | "pairs";
  unit?: string; decimals?: number; hints?: string[]; code?: Code;
  practice?: Practice; clauses?: Clauses;
}

/** Where a code task begins, how it is marked, with how many sets of hidden data, and data to try it on. */
export interface Code { starter: string; rule: string; hidden: number; table?: Table }
export interface Table { caption: string; columns: string[]; rows: string[][] }

export interface Gauge { id: string; title: string; start: number; minimum: number; maximum: number; weight: string }
export type ChoiceVerdict = "good" | "weak" | "wrong";
export type Ending = "good" | "fair" | "bad";
export interface Choice {
  id: string; text: string; effects?: Record<string, number>; consequence?: string;
  verdict: ChoiceVerdict; why?: string; rests_on?: string[]; next: string;
}
export interface Scene {
  text: string; choices?: Choice[]; ending?: Ending; debrief?: string; rests_on?: string[];
}
export interface Scenario {
  kind: "scenario"; id: string; title: string; role?: string; intro?: string; gauges: Gauge[]; start: string;
  nodes: Record<string, Scene>;
  best?: { score: string; path: string[] }; worst?: { score: string; path: string[] };
  /** What a grade asks of the score, in per cent of the way from worst to best. */
  grades?: Partial<Record<Ending, string>>;
  clauses?: Clauses;
}

export interface Task { kind: "task"; id: string; title: string; fields: Item[]; clauses?: Clauses }

export interface Check { kind: "check"; id: string; title: string; count: number; items: Item[]; clauses?: Clauses }

export interface Section { title: string; items: Item[] }
export interface DrillHead {
  id: string; title: string; minutes?: number; period?: string; opens?: string; closes?: string;
}
export interface Booklet {
  schema: "lianbing/booklet@1"; drill: DrillHead;
  paper: string; employee: { id: string; name: string; team?: string }; token: string; sections: Section[];
}

/** practice/catalogue.js of the site: what there is to practise, without the items themselves. */
export interface Catalogue {
  edition: string;
  parts: { title: string; chapters: string[] }[];
  chapters: Record<string, CatalogueChapter>;
  topics: Record<string, string>;
  clauses: Record<string, { title: string; href?: string }>;
}
export interface CatalogueChapter {
  title: string; href: string; minutes: number; items: CatalogueItem[];
  tasks: { id: string; title: string; fields: { id: string; digest: string }[] }[];
  scenarios: { id: string; title: string }[];
}
export interface CatalogueItem { id: string; digest: string; type: ItemType; topic: string; clauses: string[] }
/** practice/<chapter>.js: a chapter's questions, and the clauses they rest on. */
export interface Bank { items: Item[]; clauses: Clauses }
/** practice/exams.js: mock exams, each with several sets drawn by its blueprint. */
export interface Exam {
  id: string; title: string; minutes?: number; total: string;
  sets: { sections: { title: string; points: string; items: string[] }[] }[];
}

export type FoundKind =
  | "page" | "section" | "clause" | "fact" | "parameter" | "formula" | "term" | "role" | "item" | "scenario" | "task"
  | "reference";
/** Kind, depth of the section, anchor, heading, text. */
export type IndexEntry = [FoundKind, number, string, string, string];
export interface IndexPage { url: string; title: string; entries: IndexEntry[] }
/** window.lianbingSearchIndex of the search page. */
export interface SearchIndex { pages: IndexPage[]; aliases: string[][] }
