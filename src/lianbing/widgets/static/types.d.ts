/* The shapes of docs/wire-format.md and of the namespace. Read by tsc alone, never shipped. */

interface LbDecimal { readonly digits: bigint; readonly scale: number }

type LbVerdict = "empty" | "malformed" | "correct" | "partial" | "wrong" | "review";
interface LbScore { verdict: LbVerdict; fraction: number }
type LbAnswer = null | string | boolean | (string | null)[] | Record<string, string | null>;

type LbKey =
  | { type: "single"; correct: string; options: string[] }
  | { type: "multiple"; correct: string[]; options: string[]; rule: "exact" | "half" }
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
interface LbPractice { key: LbKey; explain?: string; why?: Record<string, string>; clauses?: string[] }

type LbItemType =
  "single" | "multiple" | "truefalse" | "numeric" | "fill" | "ordering" | "matching" | "short" | "case";
interface LbItem {
  kind: "item"; id: string; type: LbItemType; stem: string; points?: string;
  options?: LbOption[]; prompts?: LbOption[]; blanks?: number; rule?: "exact" | "half" | "each" | "pairs";
  unit?: string; decimals?: number; hint?: string;
  practice?: LbPractice; clauses?: LbClauses;
}

interface LbState { id: string; title: string; start: number; min: number; max: number; weight: string }
type LbJudgement = "good" | "weak" | "wrong";
interface LbChoice {
  id: string; text: string; effects?: Record<string, number>; consequence?: string;
  verdict: LbJudgement; why?: string; clauses?: string[]; next: string;
}
interface LbNode {
  text: string; choices?: LbChoice[]; ending?: "good" | "fair" | "bad"; debrief?: string; clauses?: string[];
}
interface LbScenario {
  kind: "scenario"; id: string; title: string; role?: string; intro?: string; state: LbState[]; start: string;
  nodes: Record<string, LbNode>; best?: { score: string; path: string[] }; worst?: { score: string; path: string[] };
  clauses?: LbClauses;
}
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
interface LbSubmission { name: string; text: string; bytes: Uint8Array<ArrayBuffer>; receipt: string }

/** What answers one item; write() takes whatever was kept and shows what of it still fits. */
interface LbControls {
  nodes: HTMLElement[];
  /** In place of the stem's plain text. */
  stem?: (Node | string)[];
  read(): LbAnswer;
  write(answer: unknown): void;
  lock(locked: boolean): void;
  invalid(message: string): void;
  mark(key: LbKey | null): void;
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
interface LbAnswerDetail extends LbScore { item: string; answer: LbAnswer; task?: string; self?: number }
interface LbPracticeOptions {
  clauses: LbClauses; number?: number;
  /** Where the answer is kept; without it nothing is, and there is no 重做. */
  store?: string;
  /** Called with null after 重做. */
  report(detail: LbAnswerDetail | null, restored: boolean): void;
}
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

interface LianbingNamespace {
  css: string;
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
  halfWidth(text: string): string;
  fold(text: string): string;
  fits(accepted: string[], typed: unknown): boolean;
  drawSome(ids: string[], count: number, last: string[], random?: () => number): string[];
  walk(scenario: LbScenario, path: string[]): LbWalk;
  sha256(bytes: Uint8Array): string;
  isoTime(date: Date): string;
  submission(booklet: LbBooklet, answers: Record<string, LbAnswer>, times: LbTimes): LbSubmission;
  words: {
    letter(index: number): string;
    type(item: LbItem): string;
    answer(item: LbItem, answer: LbAnswer): string;
    verdict: Record<LbVerdict, string>;
    score(score: LbScore): string;
    judgement: Record<LbJudgement, string>;
    ending: Record<"good" | "fair" | "bad", string>;
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
  itemView(item: LbItem, options?: { number?: number; changed?: () => void }): LbItemView;
  feedback(item: LbItem, answer: LbAnswer, score: LbScore, clauses: LbClauses): HTMLElement;
  rating(key: LbKey & { type: "open" }, ticked: number[], changed: (ticked: number[]) => void): HTMLElement;
  selfMark(key: LbKey & { type: "open" }, ticked: number[]): { words: string; fraction: number };
  practice(item: LbItem, options: LbPracticeOptions): HTMLElement;
  paperStore(booklet: LbBooklet): { state: LbPaperState; restored: boolean; save(): boolean };
  clock(started: string, minutes: number | undefined, now: number): { text: string; left: number | null };
  saveFile(submission: LbSubmission): void;
  receiptCard(booklet: LbBooklet, submission: LbSubmission, submitted: string, edit: () => void): HTMLElement;
  numberNav(items: LbItem[], jump: (index: number) => void): {
    node: HTMLElement; timer: HTMLElement; update(index: number, answered: boolean): void; close(): void };
  render(context: { model: LbModel; el: HTMLElement }): () => void;
}

declare var Lianbing: LianbingNamespace;
