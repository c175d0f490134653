import { describe, expect, test } from "vitest";
import { testRouter } from "../testing/test-router.ts";
import type { CannedAnswer } from "./canned-answers.ts";

const mail = (answers: unknown) => ({
  slug: "mail",
  description: "Mail",
  tools: [{ slug: "MAIL_SEND", description: "Sends a mail", answers: answers as readonly CannedAnswer[] }],
});
const open = async (answers: readonly CannedAnswer[]) => testRouter({ toolkits: [mail(answers)] }).session();

describe("a tool with canned answers", () => {
  test("returns the first one that matches the arguments", async () => {
    const session = await open([
      { when: { to: "ada", options: { urgent: true } }, data: { id: 1 } },
      { when: { to: "ada" }, data: { id: 2 } },
      { when: { cc: ["x", "y"] }, data: { id: 3 } },
      { when: { to: "unknown" }, error: "No such address", data: { code: 404 } },
      { when: { to: "busy" }, kind: "rate_limited" },
    ]);
    const id = async (args: Record<string, unknown>) => {
      const { status, body } = await session.execute("MAIL_SEND", args);
      return body.data?.["id"] ?? [status, body.error];
    };
    expect(await id({ to: "ada", options: { urgent: true, more: 1 } })).toBe(1);
    expect(await id({ to: "ada", options: { urgent: false } })).toBe(2);
    expect(await id({ cc: ["x", "y"] })).toBe(3);
    expect(await id({ cc: ["x"] })).toEqual([200, "No canned answer matches these arguments"]);
    expect(await id({ to: "unknown" })).toEqual([200, "No such address"]);
    expect((await session.execute("MAIL_SEND", { to: "busy" })).status).toBe(429);
    expect(await id({ constructor: {} })).toEqual([200, "No canned answer matches these arguments"]);
  });

  test("returns an empty result for any arguments by default", async () => {
    const session = await open([{}]);
    expect((await session.execute("MAIL_SEND", { a: 1 })).body).toMatchObject({ data: {}, error: null });
  });

  test("rejects unknown fields", () => {
    expect(() => testRouter({ toolkits: [mail([{}, { dta: {} }])] })).toThrow(
      'tool "MAIL_SEND": answers[1]: Unknown field "dta".',
    );
  });

  test.each([[undefined], [[]], ["x"], [[1]], [[{ when: 1 }]], [[{ error: "" }]], [[{ kind: "nope" }]]])(
    "rejects the answers %j",
    (answers) => {
      expect(() => testRouter({ toolkits: [mail(answers)] })).toThrow(/tool "MAIL_SEND": answers must be/);
    },
  );
});
