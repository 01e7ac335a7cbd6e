/* What the service worker tells pages: how far the parts of the book are on this device. */

export interface OfflinePart {
  title: string; bytes: number; have: number; declined: boolean;
  status: "none" | "some" | "loading" | "whole";
}
export type OfflineTrouble = "" | "network" | "edition" | "full";
export interface OfflineState { edition: string; parts: OfflinePart[]; trouble: OfflineTrouble }
