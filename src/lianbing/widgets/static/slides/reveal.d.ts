/* What slides use of reveal.js, which stands beside them as a classic script. */
export interface Deck {
  initialize(config: object): Promise<void>;
  on(name: string, handler: (event: any) => void): void;
  next(): void;
  prev(): void;
  slide(h: number, v?: number, f?: number): void;
  isReady(): boolean;
  getConfig(): { height: number };
  configure(config: object): void;
  getCurrentSlide(): HTMLElement | undefined;
  getSlides(): HTMLElement[];
  getIndices(): { h: number; v: number; f?: number };
}

export interface AnswerOfItem {
  practice: import("../wire.d.ts").Practice;
  clauses: Record<string, import("../wire.d.ts").Clause>;
}

declare global {
  interface Window {
    Reveal: Deck;
    lianbingAnswers?: {
      items: Record<string, AnswerOfItem>;
      scenarios: Record<string, import("../wire.d.ts").Scenario>;
    };
  }
}
