import { setTimeout } from "node:timers/promises";

/** Resolves after the given time, or rejects when the signal aborts. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const systemWait: Wait = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal });
