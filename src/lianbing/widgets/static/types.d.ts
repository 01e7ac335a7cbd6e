/* The shapes of docs/wire-format.md and of the namespace. Read by tsc alone, never shipped. */

interface LbDecimal { readonly digits: bigint; readonly scale: number }

type LbVerdict = "empty" | "malformed" | "correct" | "partial" | "wrong" | "review";
interface LbScore { verdict: LbVerdict; fraction: number }
type LbAnswer = null | string | boolean | (string | null)[] | Record<string, string | null>;

type LbKey =
  | { type: "single"; correct: string; options: string[] }
  | { type: "multiple"; correct: string[]; options: string[]; rule: "exact" | "half" | "share" | "deduct" }
  | { type: "truefalse"; correct: boolean }
  | { type: "numeric"; value: string; absolute: string; relative: string; unit: string }
  | { type: "fill"; blanks: string[][]; rule: "each" | "exact" }
  | { type: "ordering"; order: string[]; options: string[]; rule: "exact" | "pairs" }
  | { type: "matching"; pairs: Record<string, string>; prompts: string[]; options: string[]; rule: "each" | "exact" }
  | { type: "open"; points: LbPoint[]; model: string };
interface LbPoint { text: string; share: string }

interface LbClause { title: string; text?: string; status?: string; href?: string }
type LbClauses = Record<string, LbClause>;
interface LbOption { id: string; text: string }
/** The same question with other numbers: what differs from the item. */
interface LbVariant { stem: string; key: LbKey; explain?: string; hints?: string[]; options?: LbOption[]; prompts?: LbOption[]; why?: Record<string, string> }
interface LbPractice {
  key: LbKey; explain?: string; why?: Record<string, string>; clauses?: string[];
  /** Of what is asked and of its key: when it changes, the item is another one. */
  digest?: string;
  /** For 再来一题, in their order. */
  variants?: LbVariant[];
  /** The solution as an Excel expression over the downloaded table. */
  excel?: string;
}

type LbItemType =
  "single" | "multiple" | "truefalse" | "numeric" | "fill" | "ordering" | "matching" | "short" | "case" | "code";
interface LbItem {
  kind: "item"; id: string; type: LbItemType; stem: string; points?: string;
  options?: LbOption[]; prompts?: LbOption[]; blanks?: number; rule?: "exact" | "half" | "share" | "deduct" | "each" | "pairs";
  unit?: string; decimals?: number; hints?: string[]; code?: LbCode;
  practice?: LbPractice; clauses?: LbClauses;
}

/** Where a code task begins, how it is marked, with how many sets of hidden data, and data to try it on. */
interface LbCode { starter: string; rule: string; hidden: number; table?: LbTable }
interface LbTable { caption: string; columns: string[]; rows: string[][] }

interface LbState { id: string; title: string; start: number; min: number; max: number; weight: string }
type LbJudgement = "good" | "weak" | "wrong";
type LbEnding = "good" | "fair" | "bad";
interface LbChoice {
  id: string; text: string; effects?: Record<string, number>; consequence?: string;
  verdict: LbJudgement; why?: string; clauses?: string[]; next: string;
}
interface LbNode {
  text: string; choices?: LbChoice[]; ending?: LbEnding; debrief?: string; clauses?: string[];
}
interface LbScenario {
  kind: "scenario"; id: string; title: string; role?: string; intro?: string; state: LbState[]; start: string;
  nodes: Record<string, LbNode>; best?: { score: string; path: string[] }; worst?: { score: string; path: string[] };
  /** What a grade asks of the score, in per cent of the way from worst to best. */
  grades?: Partial<Record<LbEnding, string>>;
  clauses?: LbClauses;
}
/** What a walk's score is held against. */
interface LbScale { best: string; worst: string; grades: Partial<Record<LbEnding, string>> }
interface LbStep { node: string; choice: LbChoice; state: Record<string, number> }
interface LbWalk { state: Record<string, number>; score: string; node: string; steps: LbStep[] }

interface LbTask { kind: "task"; id: string; title: string; fields: LbItem[]; clauses?: LbClauses }

interface LbCheck { kind: "check"; id: string; title: string; count: number; items: LbItem[]; clauses?: LbClauses }

interface LbSection { title: string; items: LbItem[] }
interface LbBooklet {
  schema: "lianbing/booklet@1"; drill: { id: string; title: string; minutes?: number; period?: string };
  paper: string; employee: { id: string; name: string; team?: string }; token: string; sections: LbSection[];
}
interface LbTimes { started: string; submitted: string }
/** A file made in the page. */
interface LbFile { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }
interface LbSubmission extends LbFile { text: string; receipt: string }

interface LbSheetOptions {
  /** By item; holds from now on what the sheet shows. */
  answers: Record<string, LbAnswer>;
  changed(item: string): void;
  finish(): void;
  /** What is said of texts that should be numbers before handing in. */
  unreadable: string;
}
/** Of an answer on the number grid; odd: no number where one is asked. */
type LbNumberState = "open" | "done" | "odd";
/** A paper being sat. */
interface LbSheet {
  node: HTMLElement;
  jump(index: number): void;
  lock(locked: boolean): void;
  tick(words: string, left: number | null): void;
}

/** What answers one item; write() takes whatever was kept and shows what of it still fits. */
interface LbControls {
  nodes: HTMLElement[];
  /** In place of the stem's plain text. */
  stem?: (Node | string)[];
  read(): LbAnswer;
  write(answer: unknown): void;
  lock(locked: boolean): void;
  invalid?(message: string): void;
  mark?(key: LbKey | null): void;
}
interface LbItemView {
  node: HTMLFieldSetElement;
  focus(): void;
  read(): LbAnswer;
  write(answer: LbAnswer): void;
  lock(locked: boolean): void;
  invalid(message: string): void;
  mark(key: LbKey | null): void;
}
interface LbAnswerDetail extends LbScore {
  item: string; answer: LbAnswer; task?: string;
  /** The self-test it was asked in. */
  check?: string;
  /** Open questions: the fraction the learner gave, and the points ticked (absent before the first tick). */
  self?: number; ticked?: number[];
  /** Which variant was answered; absent for the item itself. */
  variant?: number;
}
/** What Python is told of one answer or choice. */
interface LbTold {
  event: string; at: string;
  /** Field of a data exercise, item of a self-test, node of a scenario; "" for the element itself. */
  part: string;
  verdict: string; score: number | null;
  /** The answer in words. */
  text: string;
  answer?: LbAnswer; variant?: number; path?: string[];
  /** An open question was answered before and is only rated anew. */
  rated?: boolean;
}
interface LbPracticeOptions {
  clauses: LbClauses; number?: number;
  /** The id that the answer is kept by in the learner's record; without it nothing is, and there is no 重做. */
  entry?: string;
  /** Asks anew: the last answer isn't shown, the next variant is taken, and there is neither 重做 nor 再来一题. */
  fresh?: boolean;
  /** Called with null after 重做. */
  report(detail: LbAnswerDetail | null, restored: boolean): void;
}
/** refresh() takes over what another tab has answered. */
interface LbPracticeForm extends HTMLFormElement { refresh(): void }
type LbChild = Node | string | null | undefined | false;

interface LbModel {
  get(name: string): any; set(name: string, value: unknown): void; save_changes(): void;
  on(event: string, handler: () => void): void; off(event: string, handler: () => void): void;
}

interface LbBaseElement<Data> extends HTMLElement {
  data: Data; readonly shadow: ShadowRoot; page: HTMLElement;
  draw(data: Data): void; attached(signal: AbortSignal): void; send(name: string, detail: object): void;
}

interface LbPaperState { started: string | null; submitted: string | null; answers: Record<string, LbAnswer> }

/** What the learner's browser keeps of one item. Dates are local, YYYY-MM-DD; moments are ISO 8601 with offset. */
interface LbEntry {
  digest: string; answer: LbAnswer; verdict: LbVerdict; fraction: number; at: string;
  /** Indexes of scoring points, for open questions. */
  ticked?: number[];
  /** Which variant was answered: 0 is the item itself. */
  variant?: number;
  tries: number; right: number;
  card: LbCard;
  /** Present while the item stands in the 错题本: the last day it was answered wrong, and the days of right answers since. */
  wrong?: { since: string; right: string[] };
  /** Open questions only: what stood before this try, since each tick rates the same try anew. */
  prior?: LbPrior;
}
interface LbPrior { card: LbCard | null; wrong?: LbEntry["wrong"] }
/** 1 Again, 2 Hard, 3 Good, 4 Easy. */
type LbRating = 1 | 2 | 3 | 4;
/** What was answered: which edition of the item, and which of its variants (0: the item itself). */
interface LbAsked { digest?: string; variant?: number }
/** Why nothing can be saved: forbidden by the browser, no room left, or the record belongs to a newer version of the book. */
type LbTrouble = "blocked" | "full" | "newer";
type LbKind = "item" | "scenario" | "check" | "exam" | "day";
interface LbCheckState { drawn: string[]; runs: LbCheckRun[] }
/** `running` is the exam's own; it stays on this device. */
interface LbExamState { running: any; done: LbExamRun[] }
/** An item of the 错题本; `task` where it is a field of a data exercise. `right`: days right so far, of 2. */
interface LbWrongItem {
  id: string; chapter: string; task?: string; since: string; right: number; changed: boolean;
  /** Right on the day already: once more would not count before another. */
  waits: boolean;
}
/** `share` of right answers is drawn towards the learner's own mean where there are few. */
interface LbWeakness { id: string; title: string; tries: number; right: number; share: number; items: string[] }
/** Items and fields of data exercises: how many there are, were answered in their present form, right at the last try. */
interface LbProgress { all: number; done: number; right: number; changed: number; wrong: number; scenarios: number; walked: number }
/** FSRS memory state; see practice/scheduler.js. */
interface LbCard { stability: number; difficulty: number; last: string; due: string }
interface LbRun { at: string; path: string[]; score: string; ending: LbEnding }
interface LbCheckRun { at: string; right: number; count: number }
interface LbExamRun {
  at: string; set: number; score: string; total: string; minutes: number;
  answers: Record<string, LbAnswer>; wrong: string[];
  /** Points ticked by the learner, by open question. */
  ticked?: Record<string, number[]>;
  /** Of the questions as they were asked, by id. */
  digests?: Record<string, string>;
}
interface LbDay { answered: number; right: number; daily?: string[] }
/** A whole learner record, as exported: schema lianbing/record@1. */
interface LbRecord {
  schema: "lianbing/record@1"; edition: string; at: string;
  items: Record<string, LbEntry>; scenarios: Record<string, LbRun[]>; checks: Record<string, LbCheckRun[]>;
  exams: Record<string, LbExamRun[]>; days: Record<string, LbDay>;
}

/** practice/catalogue.js of the site: what there is to practise, without the items themselves. */
interface LbCatalogue {
  edition: string;
  parts: { title: string; chapters: string[] }[];
  chapters: Record<string, LbCatalogueChapter>;
  topics: Record<string, string>;
  clauses: Record<string, { title: string; href?: string }>;
}
interface LbCatalogueChapter {
  title: string; href: string; minutes: number; items: LbCatalogueItem[];
  tasks: { id: string; title: string; fields: { id: string; digest: string }[] }[]; scenarios: { id: string; title: string }[];
}
interface LbCatalogueItem { id: string; digest: string; type: LbItemType; topic: string; clauses: string[] }
/** practice/exams.js: mock exams, each with several sets drawn by its blueprint. */
interface LbExam {
  id: string; title: string; minutes?: number; total: string;
  sets: { sections: { title: string; points: string; items: string[] }[] }[];
}

/** A question of the bank, with the clauses it rests on. */
interface LbFound { item: LbItem; clauses: LbClauses }
interface LbItemBank {
  /** Null for what the bank doesn't have; rejects with Unloaded where the chapter's bank doesn't come. */
  find(id: string): Promise<LbFound | null>;
  findAll(ids: string[]): Promise<Map<string, LbFound>>;
}
/** What the study page gives to a view; made anew whenever one is shown. */
interface LbStudy {
  readonly catalogue: LbCatalogue; readonly record: LbRecord; readonly day: string; readonly bank: LbItemBank;
  /** Ends when another view is shown. */
  readonly signal: AbortSignal;
  /** The learner is at work: nothing is redrawn because of other tabs. */
  busy: boolean;
  go(path: string): void;
  redraw(words?: string): void;
  /** Says why nothing can be saved, if nothing can. */
  warn(): void;
}
interface LbView {
  label: string;
  /** Can be shown without the catalogue. */
  always?: boolean;
  draw(study: LbStudy, path: string[]): LbChild[] | Promise<LbChild[]>;
}
interface LbSessionOptions {
  title: string; ids: string[];
  /** So many of the ids were answered before. */
  done?: number;
  /** Where 先到这里 leads. */
  back: string;
  endTitle: string;
  /** What follows the result, by the number of answers that were not right. */
  after(wrong: number): LbChild[];
}
interface LbExamRunning {
  set: number; started: string; submitted: string | null;
  answers: Record<string, LbAnswer>; ticked: Record<string, number[]>;
  /** Of the questions as they are asked, by id. */
  digests?: Record<string, string>;
}
interface LbExamPaper { exam: LbExam; set: number; sections: LbSection[]; found: Map<string, LbFound> }
interface LbExamMark {
  item: LbItem; number: number; answer: LbAnswer; score: LbScore; points: string; earned: LbDecimal; right: boolean;
}
interface LbExamMarks {
  score: string; total: string;
  sections: { title: string; marks: LbExamMark[]; score: string; total: string; right: number }[];
}

/** What the service worker has of the book; see offline/offline.js and press/packing/worker.js. */
interface LbOfflinePart {
  title: string; bytes: number; have: number; status: "none" | "some" | "loading" | "whole"; declined: boolean;
}
interface LbOfflineState { edition: string; parts: LbOfflinePart[]; trouble: "" | "network" | "edition" | "full" }
type LbOfflineReason = null | "file" | "unpublished" | "insecure" | "wechat" | "unsupported" | "refused";

interface LianbingNamespace {
  offline: {
    reason(): LbOfflineReason;
    state(): LbOfflineState | null;
    automatic(): boolean;
    setAutomatic(wanted: boolean): void;
    isRenewable(): boolean;
    /** Whether another edition answers since this page was opened. */
    isReplaced(): boolean;
    renew(): void;
    download(title: string): void;
    remove(title: string): void;
    isInvited(): boolean;
    install(): Promise<void>;
    isInstalled(): boolean;
    watch(watcher: () => void, signal?: AbortSignal): void;
  };
  styles: Record<string, string>;
  decimal: {
    parse(text: string | number): LbDecimal;
    add(a: LbDecimal, b: LbDecimal): LbDecimal;
    subtract(a: LbDecimal, b: LbDecimal): LbDecimal;
    multiply(a: LbDecimal, b: LbDecimal): LbDecimal;
    compare(a: LbDecimal, b: LbDecimal): -1 | 0 | 1;
    abs(a: LbDecimal): LbDecimal;
    round(a: LbDecimal, places: number): LbDecimal;
    toString(a: LbDecimal): string;
  };
  score(key: LbKey, answer: unknown): LbScore;
  readNumber(text: string, unit?: string): LbDecimal | null;
  isBlank(answer: unknown, type?: string): boolean;
  isObject(value: unknown): value is Record<string, any>;
  halfWidth(text: string): string;
  fold(text: string): string;
  fits(accepted: string[], typed: unknown): boolean;
  drawSome(ids: string[], count: number, last: string[], random?: () => number): string[];
  walk(scenario: LbScenario, path: string[]): LbWalk;
  grading: {
    scaleOf(scenario: LbScenario): LbScale | null;
    grade(ending: LbEnding, score: string, scale: LbScale | null): LbEnding;
    fraction(score: string, scale: LbScale): number;
    common(mine: LbStep[], other: LbStep[]): number;
  };
  sha256(bytes: Uint8Array): string;
  /** The only clock; tests may set another. */
  now(): Date;
  /** ISO 8601 with the local offset. */
  isoTime(date: Date): string;
  /** Days of the local calendar, YYYY-MM-DD. */
  dates: {
    of(date: Date): string; today(): string; add(day: string, count: number): string;
    between(from: string, to: string): number; words(day: string): string; isDay(value: unknown): boolean;
  };
  scheduler: {
    next(card: LbCard | null, rating: LbRating, day: string): LbCard;
    /** The chance that the item is still known on that day. */
    recall(card: LbCard, day: string): number;
    /** Correct 3, partial 2, wrong 1; open questions by the learner's own mark. */
    ratingOf(detail: LbScore & { self?: number }): 1 | 2 | 3;
  };
  entry: {
    /** On so many different days a wrong answer must come right. */
    DAYS_TO_LEAVE: number;
    answered(before: LbEntry | null, detail: LbAnswerDetail, asked: LbAsked, at: string): LbEntry;
    /** What two devices know of one item, the same whichever comes first. */
    merged(a: LbEntry, b: LbEntry): LbEntry;
    isEntry(value: unknown): value is LbEntry;
    /** Whether the item is another one than was answered. */
    changed(entry: LbEntry, digest: string | undefined): boolean;
    /** Whether the last answer was right (open questions: 80% and more). */
    isRight(entry: LbScore): boolean;
    isMoment(value: unknown): boolean;
    isAnswer(value: unknown): boolean;
    isCount(value: unknown, least?: number): boolean;
  };
  /** The record's kinds of values. */
  values: {
    readonly SECTIONS: Record<LbKind, "items" | "scenarios" | "checks" | "exams" | "days">;
    isKind(kind: LbKind, value: unknown): boolean;
    merged(kind: LbKind, mine: any, theirs: any): any;
    /** What an export holds of a value, and a value of what an export holds. */
    outward(kind: LbKind, value: any): any;
    inward(kind: LbKind, value: any): any;
  };
  /** The learner's record in localStorage: the only door to it. */
  record: {
    item(id: string): LbEntry | null;
    /** Whether something is kept of the item that can't be read; it stays until the next answer, and a copy after that. */
    damaged(id: string): boolean;
    answer(id: string, detail: LbAnswerDetail, asked?: LbAsked): LbEntry;
    scenario(id: string): LbRun[];
    walked(id: string, run: LbRun): LbRun[];
    check(id: string): LbCheckState;
    checked(id: string, drawn: string[], run?: LbCheckRun): LbCheckState;
    exam(id: string): LbExamState;
    /** Whether it was saved; if not, it is kept while the page is open. */
    keepExam(id: string, value: LbExamState): boolean;
    day(date?: string): LbDay;
    /** The ids of today's 每日一练. */
    keepDaily(ids: string[]): LbDay;
    all(edition?: string): LbRecord;
    /** Joins another device's record to this one: wholly, or (false) not at all; trouble() says why. */
    merge(record: LbRecord): boolean;
    /** Deletes the whole record of this device, drafts of booklets excepted; false if it may not. */
    clear(): boolean;
    /** Changes made by other tabs; ("all", "") when the record was cleared. */
    watch(changed: (kind: LbKind | "all", id: string) => void, signal?: AbortSignal): void;
    /** Why what was answered can't be saved, or null; words.trouble has the sentence. */
    trouble(): LbTrouble | null;
  };
  transfer: {
    fileName(at: Date): string;
    /** The same text for the same record, with its checksum. */
    exportText(record: LbRecord): string;
    /** The record of an exported file, or one sentence for the learner. */
    readRecord(text: string): { record: LbRecord; problem?: undefined } | { record?: undefined; problem: string };
  };
  selecting: {
    /** Today's ten: those kept for the day, else due ones, the 错题本, then new ones. */
    daily(catalogue: LbCatalogue, record: LbRecord, options: { day: string; count?: number; seed?: string }): string[];
    wrongBook(catalogue: LbCatalogue, record: LbRecord, day: string): LbWrongItem[];
    /** What of the 错题本 can be asked on the study page; fields of data exercises can only in their chapter, beside their table. */
    askable(list: LbWrongItem[]): string[];
    weakClauses(catalogue: LbCatalogue, record: LbRecord): LbWeakness[];
    weakTopics(catalogue: LbCatalogue, record: LbRecord): LbWeakness[];
    progress(catalogue: LbCatalogue, record: LbRecord): { overall: LbProgress; chapters: Record<string, LbProgress> };
    /** Days in a row with an answer, up to today or yesterday. */
    streak(days: Record<string, LbDay>, today: string): number;
    /** How many items come due on each of the days from `day` on; what is overdue counts for the first. */
    forecast(catalogue: LbCatalogue, record: LbRecord, day: string, count?: number): { day: string; due: number }[];
  };
  submission(booklet: LbBooklet, answers: Record<string, LbAnswer>, times: LbTimes): LbSubmission;
  words: {
    letter(index: number): string;
    type(item: LbItem): string;
    answer(item: LbItem, answer: LbAnswer): string;
    /** What a begun answer still lacks, in words; "" for a whole one. */
    gaps(item: LbItem, answer: LbAnswer): string;
    /** A stem as it is shown. */
    stem(text: string): string;
    verdict: Record<LbVerdict, string>;
    score(score: LbScore): string;
    judgement: Record<LbJudgement, string>;
    ending: Record<LbEnding, string>;
    /** One sentence for the learner when nothing can be saved. */
    trouble: Record<LbTrouble, string>;
  };
  dom: {
    make<Tag extends keyof HTMLElementTagNameMap>(
      tag: Tag, attributes?: Record<string, unknown>, ...children: LbChild[]): HTMLElementTagNameMap[Tag];
    button(label: string, action: () => void, attributes?: Record<string, unknown>): HTMLButtonElement;
    text(className: string, text: string | undefined): HTMLElement | null;
    focus(node: HTMLElement, block?: ScrollLogicalPosition): void;
    uid(): string;
  };
  store: { available(): boolean; read(key: string): any; write(key: string, value: unknown): boolean; remove(key: string): void };
  Base: (new () => LbBaseElement<any>);
  define(name: string, element: CustomElementConstructor): void;
  controls: Partial<Record<LbItemType, (item: LbItem, changed: () => void) => LbControls>>;
  clauseName(id: string, clause: LbClause | undefined): HTMLElement;
  clauseList(ids: string[] | undefined, clauses: LbClauses): HTMLElement | null;
  meters(scenario: LbScenario): {
    node: HTMLElement; show(now: Record<string, number>, before: Record<string, number>): void };
  changes(scenario: LbScenario, now: Record<string, number>, before: Record<string, number>): string;
  verdictTag(verdict: LbJudgement): HTMLElement;
  debrief(scenario: LbScenario, walked: LbWalk): (Node | null)[];
  itemView(item: LbItem, options?: { number?: number; changed?: () => void }): LbItemView;
  feedback(item: LbItem, answer: LbAnswer, score: LbScore, clauses: LbClauses): HTMLElement;
  rating(key: LbKey & { type: "open" }, ticked: number[], changed: (ticked: number[]) => void): HTMLElement;
  selfMark(key: LbKey & { type: "open" }, ticked: number[]): { words: string; fraction: number };
  /** The button that reveals them and where they appear; nothing without hints. */
  hintParts(hints?: string[]): [] | [more: HTMLButtonElement, box: HTMLElement];
  practice(item: LbItem, options: LbPracticeOptions): LbPracticeForm;
  paperStore(booklet: LbBooklet): { state: LbPaperState; save(): boolean };
  /** `short` says but one thing: what is left, or what was used where time isn't limited. */
  clock(started: string, minutes: number | undefined, now: number): { text: string; short: string; left: number | null };
  saveFile(file: LbFile): void;
  codeFiles: { csv(name: string, table: LbTable): LbFile; notebook(item: LbItem, code: LbCode & { table: LbTable }): LbFile };
  sizeOf(items: LbItem[]): string;
  sheet(sections: LbSection[], options: LbSheetOptions): LbSheet;
  receiptCard(booklet: LbBooklet, submission: LbSubmission, submitted: string, edit: () => void): HTMLElement;
  numberNav(items: LbItem[], jump: (index: number) => void): {
    node: HTMLElement; timer: HTMLElement; update(index: number, state: LbNumberState): void; close(): void };
  receive(name: string, data: unknown): void;
  /** Rejects with Unloaded. */
  load(name: string): Promise<any>;
  Unloaded: (new (name: string) => Error);
  bank(catalogue: LbCatalogue): LbItemBank;
  views: Record<string, LbView>;
  brief(stem: string): string;
  bar(done: number, all: number): HTMLElement;
  missed(found: LbFound, score: LbScore, number: number): HTMLElement;
  parts: {
    percent(right: number, all: number): string;
    linkButton(href: string, words: string, kind?: string): HTMLElement;
    card(title: string, ...children: LbChild[]): HTMLElement;
    figures(list: [value: string, label: string][]): HTMLElement;
    weekday(day: string): string;
    empty(words: string, ...more: LbChild[]): HTMLElement;
  };
  unloaded(again: () => void): HTMLElement;
  session(study: LbStudy, options: LbSessionOptions): Promise<HTMLElement>;
  /** Links that look like buttons, the first one like the main one. */
  sessionLinks(links: [href: string, words: string][]): HTMLElement;
  examMarks(sections: LbSection[], answers: Record<string, LbAnswer>, self: Record<string, number>): LbExamMarks;
  /** What of an answer in an exam goes into the record, or null. */
  examEntry(key: LbKey, score: LbScore): LbScore | null;
  editions: {
    digests(catalogue: LbCatalogue, exam: LbExam, set: number): Record<string, string>;
    isSame(catalogue: LbCatalogue, exam: LbExam, sat: { set: number; digests?: Record<string, string> }): boolean;
  };
  examPaper(study: LbStudy, exam: LbExam, set: number): Promise<LbExamPaper>;
  sitting(study: LbStudy, paper: LbExamPaper, running: LbExamRunning): HTMLElement;
  examRuns(): Promise<boolean>;
  examResult: {
    openOf(paper: LbExamPaper, answers: Record<string, LbAnswer>): { item: LbItem; key: LbKey & { type: "open" }; number: number }[];
    settle(paper: LbExamPaper, running: LbExamRunning): string;
    rating(study: LbStudy, paper: LbExamPaper, running: LbExamRunning): LbChild[];
    result(paper: LbExamPaper, run: LbExamRun): LbChild[];
    reviewable(study: LbStudy, exam: LbExam, run: LbExamRun): boolean;
  };
  told(event: string, data: any, detail: any): LbTold | null;
  render(context: { model: LbModel; el: HTMLElement }): () => void;
}

declare var Lianbing: LianbingNamespace;
