import type { Account } from "../accounts/account.ts";
import type { ActiveFault } from "../faults.ts";
import type { Block } from "../hooks/run-hooks.ts";
import type { JSONObject } from "../json.ts";
import type { Schemas } from "../spec.ts";
import type { HookedRun } from "./hooked-run.ts";

export interface ToolCall {
  slug: string;
  args: JSONObject;
  /** Id, word id or alias of the account to use. */
  account?: string | undefined;
  /** Origin of the URLs in the result. */
  origin: string;
  signal: AbortSignal;
  faults: readonly ActiveFault[];
  /** Its index in a batch. */
  index?: number | undefined;
}

export type ToolCallResult = Schemas["ExecuteResult"];

/** One run of a tool, in progress. */
export interface ToolRun extends HookedRun {
  account: Account | undefined;
  /** Whether the tool's code was called. */
  hasRun: boolean;
}

export function failed({ logId }: ToolRun, error: string, data: JSONObject = {}): ToolCallResult {
  return { result_type: "failed", data, error, log_id: logId };
}

export function blocked({ logId }: ToolRun, { error, reason }: Block): ToolCallResult {
  return { result_type: "blocked", data: {}, error, log_id: logId, block_reason: reason };
}
