import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callTool, isToolOutcome, renderOutcome, type ToolOutcome } from "../index.ts";
import { recordedResults, recordedTool, sessionReplying } from "../testing/recorded-results.ts";

const outcomeOf = (body: unknown, tool = recordedTool): Promise<ToolOutcome> =>
  callTool(sessionReplying(body), tool, {});
const recorded = (name: string): object => recordedResults.find((one) => one.name === name)!.body as object;

describe("a result of the API document", () => {
  test("covers every kind of result", () => {
    expect(new Set(recordedResults.map(({ status }) => status))).toEqual(
      new Set(["ok", "tool_error", "needs_input", "blocked", "unknown_outcome"]),
    );
  });

  test.each(recordedResults)("maps to $status: $name", async ({ body, status }) => {
    const outcome = await outcomeOf(body);
    expect(outcome).toMatchObject({ status, toolSlug: recordedTool.slug });
    expect(isToolOutcome(outcome)).toBe(true);
    expect(outcome.text.startsWith("GITHUB_DELETE_A_REPOSITORY succeeded")).toBe(status === "ok");
    // Neither the model nor the application sees the state of a question.
    expect(JSON.stringify(outcome) + renderOutcome(outcome)).not.toMatch(/request_?state|v1\./i);
  });

  test("reports why a tool failed, or that it gave no reason", async () => {
    expect((await outcomeOf(recorded("execute failed"))).text).toContain("failed: Missing argument: repo");
    expect((await outcomeOf(recorded("execute failedWithNull"))).text).toContain(
      "The tool failed and gave no message.",
    );
    expect((await outcomeOf(recorded("execute failedWithEmptyText"))).text).toContain("gave no message");
  });

  test("reports that a blocked call did not run only if the answer proves it", async () => {
    expect(await outcomeOf(recorded("execute blockedBefore"))).toEqual({
      status: "blocked",
      toolSlug: "GITHUB_DELETE_A_REPOSITORY",
      text:
        "GITHUB_DELETE_A_REPOSITORY was blocked by a policy and did not run: " +
        'The hook "office hours" blocked this call. Do not call it again, even with other arguments; tell the user.',
      error: 'The hook "office hours" blocked this call.',
      logId: "log_0015",
      mayHaveRun: false,
      blockReason: "Deletes are allowed on weekdays only.",
      hookResults: [{ hook_id: "hours", type: "before_execute", outcome: "blocked", message: "Weekdays only." }],
    });
    for (const name of ["execute blockedAfter", "execute_meta blocked"]) {
      const outcome = await outcomeOf(recorded(name));
      expect(outcome).toMatchObject({ status: "blocked", mayHaveRun: true });
      expect(outcome.text).toMatch(/^GITHUB_DELETE_A_REPOSITORY was blocked by a policy, but may have run: /);
    }
  });

  test("shows the model the reason of a block, not the names of hooks", async () => {
    const text = renderOutcome(await outcomeOf(recorded("execute blockedBefore")));
    expect(text).toContain("Deletes are allowed on weekdays only.");
    expect(text).not.toContain("hook_id");
  });

  test("shows the items of a batch with a blocked item", async () => {
    const outcome = await outcomeOf(recorded("execute batchBlocked"));
    expect(outcome.text).toContain("never one that the user or a policy rejected");
    expect(renderOutcome(outcome)).toContain('"result_type":"blocked"');
  });

  test("shows all questions of a batch", async () => {
    const outcome = await outcomeOf(recorded("execute batchInputRequired"));
    const { questions } = JSON.parse(renderOutcome(outcome)) as { questions: string[] };
    expect(questions).toEqual(["Call 0: run GITHUB_DELETE_A_REPOSITORY?", "Call 2: run GMAIL_DELETE_MESSAGE?"]);
  });

  test("allows a retry of a read with an unknown outcome", async () => {
    const reads = { ...recordedTool, annotations: { readOnly: true as const } };
    expect(await outcomeOf(recorded("execute unknown"), reads)).toMatchObject({ status: "unavailable" });
  });
});

describe("a result of any shape", () => {
  const texts = fc.constantFrom("completed", "failed", "input_required", "blocked", "later", "constructor", "");
  const anyResultType = fc.oneof({ weight: 5, arbitrary: texts }, { weight: 1, arbitrary: fc.jsonValue() });
  const anyError = fc.oneof(fc.constantFrom(null, "", "no", 0, false), fc.jsonValue());
  const form = fc.oneof(
    fc.jsonValue(),
    fc.record({ properties: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())) }),
  );
  const request = fc.oneof(fc.jsonValue(), fc.record({ message: fc.jsonValue(), requested_schema: form }));
  const randomBody = fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 9,
      arbitrary: fc.record(
        {
          result_type: anyResultType,
          data: fc.oneof(
            fc.constant({}),
            fc.jsonValue(),
            fc.record({ results: fc.jsonValue(), success_count: fc.jsonValue() }),
          ),
          error: anyError,
          log_id: fc.oneof(fc.constant("log_1"), fc.jsonValue()),
          input_requests: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom("q", "q", "__proto__"), request)),
          request_state: fc.oneof(fc.constant("secret-state"), fc.jsonValue()),
          hook_results: fc.oneof(
            fc.jsonValue(),
            fc.array(
              fc.record({ type: fc.constantFrom("before_execute"), outcome: fc.constantFrom("blocked", "allowed") }),
            ),
          ),
          block_reason: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    },
  );

  /** Whether a body says that the call completed. */
  function isCompleted(body: unknown): boolean {
    const { result_type: type, error } = Object(body) as { result_type?: unknown; error?: unknown };
    return type === undefined || type === null ? error === null : type === "completed" && (error ?? "") === "";
  }

  test("returns ok only for a completed call, and otherwise a failure that renders", async () => {
    let completed = 0;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(randomBody, fc.boolean(), fc.boolean(), async (body, isApproved, isAsking) => {
        const onInputRequired = isAsking ? () => ({ q: { action: "accept" as const } }) : undefined;
        const outcome = await callTool(sessionReplying(body), recordedTool, {}, { isApproved, onInputRequired });
        expect(outcome.status === "ok").toBe(isCompleted(body));
        runs++;
        completed += Number(outcome.status === "ok");
        expect(outcome.text).toContain(outcome.status === "tool_error" ? "" : recordedTool.slug);
        const rendered = renderOutcome(outcome);
        expect(JSON.parse(rendered)).not.toBe(undefined);
        expect(JSON.stringify(outcome) + rendered).not.toContain("secret-state");
        expect(outcome.status === "ok" || rendered.includes(`"status":"${outcome.status}"`)).toBe(true);
      }),
    );
    // Both cases of the property occur.
    expect(completed).toBeGreaterThan(runs / 30);
    expect(completed).toBeLessThan(runs / 2);
  }, 60_000);
});
