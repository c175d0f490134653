import type { Tool } from "@tool-router/core";
import type { StrictProblem } from "../schema/strict-schema.ts";

/** Whether `strict: "auto"` makes a tool strict, and the problems if it does not. */
export interface StrictnessOfTool {
  readonly slug: string;
  readonly strict: boolean;
  readonly problems: readonly StrictProblem[];
}

/** Reports which tools `strict: "auto"` makes strict, and why it cannot make the others strict. */
export async function strictReport(tools: readonly Pick<Tool, "slug" | "inputSchema">[]): Promise<StrictnessOfTool[]> {
  const { toPortableSchema, toStrictSchema } = await import("../schemas.ts");
  return tools.map(({ slug, inputSchema }) => {
    const result = toStrictSchema(toPortableSchema(inputSchema).schema);
    return { slug, strict: result.strict, problems: result.strict ? [] : result.problems };
  });
}
