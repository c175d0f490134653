import type { Tool } from "@tool-router/core";
import type { StrictProblem } from "../schema/strict-schema.ts";

/** Whether a tool is strict with `strict: "auto"`, and if not, why. */
export interface StrictnessOfTool {
  readonly slug: string;
  readonly strict: boolean;
  readonly problems: readonly StrictProblem[];
}

/** Which tools `strict: "auto"` makes strict, and why not the others. */
export async function strictReport(tools: readonly Pick<Tool, "slug" | "inputSchema">[]): Promise<StrictnessOfTool[]> {
  const { toPortableSchema, toStrictSchema } = await import("../schemas.ts");
  return tools.map(({ slug, inputSchema }) => {
    const result = toStrictSchema(toPortableSchema(inputSchema).schema);
    return { slug, strict: result.strict, problems: result.strict ? [] : result.problems };
  });
}
