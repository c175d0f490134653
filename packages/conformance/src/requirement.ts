import type { LocalRouterOptions } from "@tool-router/local";
import type { World } from "./world.ts";

/** One thing that a router must do, with its check. */
export interface Requirement {
  /** Stable, for reports: `<section>.<words>`. */
  readonly id: string;
  readonly section: string;
  readonly rule: string;
  readonly expected: string;
  /** Our choice, where the hosted router's behavior is unknown. */
  readonly choice?: string | undefined;
  /** Rejects if the router does not meet the requirement. */
  readonly check: (open: Open) => Promise<void>;
}

/** Starts a new router for a requirement. */
export type Open = (options?: Partial<LocalRouterOptions>) => Promise<World>;

/** Creates a requirement that a request is rejected with a status and a code. */
export function rejects(
  id: string,
  rule: string,
  [status, code]: readonly [status: number, code: number],
  send: (world: World) => Promise<{ status: number; body: unknown }>,
  more: { choice?: string; options?: Parameters<Open>[0] } = {},
): Requirement {
  return {
    id,
    section: sectionOf(id),
    rule,
    expected: `${status} with code ${code}`,
    choice: more.choice,
    check: async (open) => {
      const response = await send(await open(more.options));
      const found = (response.body as { error?: { code?: number } | null }).error?.code;
      if (response.status !== status || found !== code) {
        throw new Error(`returned ${response.status} with ${found ?? JSON.stringify(response.body)}`);
      }
    },
  };
}

/** Creates any other requirement. */
export function requires(
  id: string,
  rule: string,
  expected: string,
  check: Requirement["check"],
  choice?: string,
): Requirement {
  return { id, section: sectionOf(id), rule, expected, choice, check };
}

function sectionOf(id: string): string {
  return id.slice(0, id.indexOf("."));
}
