import { describe, expect, it } from "vitest";
import { renderOutcome, type ToolOutcome } from "./index.ts";

const loneSurrogate = /\p{Surrogate}/u;

const ok = (data: object): ToolOutcome => ({
  status: "ok",
  toolSlug: "X",
  text: "X succeeded.",
  data: data as Record<string, unknown>,
  logId: "log_1",
});

describe("a success", () => {
  it("is its data as JSON", () => {
    expect(renderOutcome(ok({ a: [{ type: "text" }], b: [] }))).toBe('{"a":[{"type":"text"}],"b":[]}');
  });

  it("is cut with a note that tells how much, and what to do", () => {
    const text = renderOutcome(ok({ text: "x".repeat(5000) }), { maxChars: 1000 });
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(text).toMatch(/^\{"text":"x+… \[cut: these are the first \d+ of 5011 characters\. Call again for less:/);
    const [, kept] = /first (\d+) of/.exec(text) ?? [];
    expect(text.indexOf("…")).toBe(Number(kept));
  });

  it("is cut at 40 000 characters when nobody says otherwise", () => {
    expect(renderOutcome(ok({ text: "x".repeat(39_980) }))).not.toContain("[cut");
    expect(renderOutcome(ok({ text: "x".repeat(50_000) })).length).toBeLessThanOrEqual(40_000);
  });

  it("never ends within a character, and always says that it was cut", () => {
    for (let maxChars = 1; maxChars < 300; maxChars++) {
      const text = renderOutcome(ok({ text: "🙂".repeat(500) }), { maxChars });
      expect(text).not.toMatch(loneSurrogate);
      expect(text).toContain("[cut:");
    }
  });

  it("says where the whole result is, if it is only a preview", () => {
    const data = { data_preview: [1], remote_file_info: { file_path: "/mnt/files/mex/a.json" } };
    const outcome: ToolOutcome = {
      ...ok(data),
      status: "ok",
      data,
      logId: "l",
      offloaded: { path: "/mnt/files/mex/a.json", preview: [1] },
    };
    expect(renderOutcome(outcome)).toContain("the whole result is in the session's file /mnt/files/mex/a.json");
    const long = { ...outcome, data: { ...data, more: "x".repeat(2000) } };
    const cut = renderOutcome(long, { maxChars: 1000 });
    expect(cut.length).toBeLessThanOrEqual(1000);
    expect(cut).toContain("the whole result is in the session's file /mnt/files/mex/a.json");
  });

  it("takes data that JSON cannot hold", () => {
    const data: Record<string, unknown> = { big: 1n };
    data["self"] = data;
    expect(renderOutcome(ok(data))).toBe('{"big":"1","self":"[circular]"}');
  });
});

describe("a failure", () => {
  const failure: ToolOutcome = {
    status: "tool_error",
    toolSlug: "X",
    text: "X failed: 1 of 2 tools failed",
    error: "1 of 2 tools failed",
    data: {
      results: [
        { index: 0, response: { data: { id: 7 } } },
        { index: 1, error: "no" },
      ],
    },
    logId: "log_1",
  };

  it("is an object with words, status and facts", () => {
    expect(JSON.parse(renderOutcome(failure))).toEqual({
      error: "X failed: 1 of 2 tools failed",
      status: "tool_error",
      logId: "log_1",
      data: failure.data,
    });
    const needs: ToolOutcome = {
      status: "needs_connection",
      toolSlug: "X",
      text: "Connect mail.",
      toolkit: "mail",
      code: 4302,
    };
    expect(renderOutcome(needs)).toBe(
      '{"error":"Connect mail.","status":"needs_connection","toolkit":"mail","code":4302}',
    );
  });

  it("stays valid JSON when it is cut, whatever is in it", () => {
    const data = { text: '"\\\n🙂'.repeat(2000) };
    for (const maxChars of [100, 200, 300, 1000, 5000]) {
      const text = renderOutcome({ ...failure, data }, { maxChars });
      expect(text.length).toBeLessThanOrEqual(maxChars);
      expect(text).not.toMatch(loneSurrogate);
      expect(JSON.parse(text)).toMatchObject({
        status: "tool_error",
        note: expect.stringContaining("the beginning of"),
      });
    }
    const wordy = renderOutcome({ ...failure, text: "y".repeat(5000), data: {} }, { maxChars: 500 });
    expect(wordy.length).toBeLessThanOrEqual(500);
    expect(JSON.parse(wordy)).toMatchObject({ status: "tool_error", error: expect.stringMatching(/^y+$/) });
  });

  it("is whole if there is just room for it", () => {
    const outcome = { status: "unavailable", toolSlug: "X", text: "No answer." } as const;
    const whole = renderOutcome(outcome);
    expect(renderOutcome(outcome, { maxChars: whole.length })).toBe(whole);
    expect(renderOutcome(outcome, { maxChars: whole.length - 1 })).not.toBe(whole);
  });

  it("does not show what was thrown", () => {
    const outcome = Object.defineProperty({ ...failure }, "cause", { value: new Error("secret"), enumerable: false });
    expect(renderOutcome(outcome)).not.toContain("secret");
  });
});
