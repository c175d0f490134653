import type { JSONObject } from "@tool-router/core";

/** What a function of yours is told about the call besides its arguments. */
export interface OtherFunctionContext {
  readonly signal: AbortSignal | undefined;
  readonly toolCallId: string;
}

// Written as a method, so that a function may declare the arguments that it expects.
interface OtherFunctionShape {
  call(args: JSONObject, context: OtherFunctionContext): unknown;
}

/**
 * A function of yours. What it returns (or resolves to) is what the model reads: a text as it is,
 * everything else as JSON. What it throws becomes a result with the error's message.
 */
export type OtherFunction = OtherFunctionShape["call"];

/** Functions of yours by the names under which the model knows them. */
export interface OtherFunctions {
  readonly [name: string]: OtherFunction;
}

/** How the calls of one turn are answered. */
export interface HandleOptions {
  /** Ends all calls, and with them their HTTP requests; then the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Functions that are not the router's. Calls of those that are missing here come back as `unhandled`. */
  readonly others?: OtherFunctions | undefined;
}
