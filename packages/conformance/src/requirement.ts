import type { LocalRouterOptions } from "@tool-router/local";
import type { World } from "./world.ts";

/** One thing that a router must do, and how to see whether it does. */
export interface Requirement {
  /** Stable, for reports: `<section>.<words>`. */
  readonly id: string;
  readonly section: string;
  readonly rule: string;
  readonly expected: string;
  /** Where the hosted router's behaviour is not known: what was chosen here. */
  readonly choice?: string | undefined;
  /** Rejects if the router does not. */
  readonly check: (open: Open) => Promise<void>;
}

/** Starts a router of its own, with what a requirement needs. */
export type Open = (options?: Partial<LocalRouterOptions>) => Promise<World>;

/** A requirement that a request is refused with a status and a code. */
export function refuses(
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
      const answer = await send(await open(more.options));
      const found = (answer.body as { error?: { code?: number } | null }).error?.code;
      if (answer.status !== status || found !== code) {
        throw new Error(`answered ${answer.status} with ${found ?? JSON.stringify(answer.body)}`);
      }
    },
  };
}

/** Any other requirement. */
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
