import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderOutcome, type ToolOutcome } from "../index.ts";

const loneSurrogate = /\p{Surrogate}/u;
const strings = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.constantFrom('"', "\\", "\n", "\u0000", "🙂", "a", "u", "\ud83d"), { maxLength: 60 })
    .map((all) => all.join("")),
);
const keys = fc.oneof(strings, fc.constantFrom("_truncated", "…", "__proto__", "error", "status", "data"));
const anyData = fc.dictionary(
  keys,
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      strings,
      fc.oneof(fc.double(), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 30 }),
      fc.dictionary(keys, tie("value"), { maxKeys: 30 }),
    ),
  })).value,
);

const ok = (data: object): ToolOutcome => ({
  status: "ok",
  toolSlug: "X",
  text: "X succeeded.",
  data: data as Record<string, unknown>,
  logId: "log_1",
});

describe("a success", () => {
  test("renders the data as JSON", () => {
    expect(renderOutcome(ok({ a: [{ type: "text" }], b: [] }))).toBe('{"a":[{"type":"text"}],"b":[]}');
  });

  test("truncates inside the JSON, and notes the original length and the next step", () => {
    const options = { maxChars: 1000, isRepeatable: true };
    const text = renderOutcome(ok({ id: 7, text: "x".repeat(5000), done: true }), options);
    expect(text).toHaveLength(1000);
    expect(JSON.parse(text)).toEqual({
      id: 7,
      text: expect.stringMatching(/^x{700,}…$/),
      done: true,
      _truncated:
        "Truncated from 5030 characters; … marks each gap. Call again with narrower arguments, fewer items or a smaller page.",
    });
  });

  test("warns against repeating a truncated write", () => {
    const long = ok({ text: "x".repeat(5000) });
    const warning = "If this call changed anything, do not repeat it";
    expect(renderOutcome(long, { maxChars: 1000 })).toContain(warning);
    expect(renderOutcome(long, { maxChars: 1000, isRepeatable: true })).not.toContain(warning);
  });

  test("truncates at 40 000 characters by default", () => {
    expect(renderOutcome(ok({ text: "x".repeat(39_980) }))).not.toContain("_truncated");
    expect(renderOutcome(ok({ text: "x".repeat(50_000) }))).toHaveLength(40_000);
  });

  test("keeps the session id and the guidance of a long search result", () => {
    const schema = { type: "object", properties: { text: { type: "string", description: "y".repeat(2000) } } };
    const slugs = Array.from({ length: 12 }, (_, index) => `MAIL_TOOL_${index}`);
    const data = {
      success: true,
      results: [1, 2, 3].map((index) => ({
        index,
        use_case: "mail",
        primary_tool_slugs: slugs,
        plan: "z".repeat(9000),
      })),
      tool_schemas: Object.fromEntries(slugs.map((slug) => [slug, { tool_slug: slug, input_schema: schema }])),
      toolkit_connection_statuses: [{ toolkit: "mail", has_active_connection: false }],
      next_steps_guidance: ["Connect mail first."],
      session: { id: "word", instructions: "Pass session.id to the next call." },
    };
    const text = renderOutcome(ok(data), { maxChars: 10_000 });
    const {
      results,
      tool_schemas: schemas,
      _truncated,
      ...whole
    } = JSON.parse(text) as typeof data & Record<"_truncated", string>;
    const { results: _, tool_schemas: __, ...rest } = data;
    expect(text.length).toBeLessThanOrEqual(10_000);
    expect(text.length).toBeGreaterThan(9000);
    expect(whole).toEqual(rest);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([...Object.keys(data), "_truncated"]);
    expect(results).toMatchObject(
      [1, 2, 3].map((index) => ({ index, primary_tool_slugs: slugs, plan: expect.stringMatching(/z…$/) })),
    );
    expect(Object.keys(schemas)).toEqual(slugs);
    expect(schemas["MAIL_TOOL_11"]).toMatchObject({ tool_slug: "MAIL_TOOL_11", input_schema: { type: "object" } });
  });

  test("keeps the first items of a long list and counts the missing ones", () => {
    const items = Array.from({ length: 1000 }, (_, index) => ({ id: index }));
    const text = renderOutcome(ok({ total: 1000, items, next: "page_2" }), { maxChars: 400 });
    const data = JSON.parse(text) as { items: unknown[] };
    const kept = data.items.length - 1;
    expect(data).toMatchObject({ total: 1000, next: "page_2" });
    expect(kept).toBeGreaterThan(10);
    expect(data.items).toEqual([...items.slice(0, kept), `… ${1000 - kept} more items`]);
  });

  test("keeps the small fields of a wide object and counts the missing ones", () => {
    const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`long_${index}`, "x".repeat(500)]));
    const text = renderOutcome(ok({ ...wide, cursor: "c_1", total: 300 }), { maxChars: 2000 });
    const { cursor, total, "…": missing, _truncated, ...long } = JSON.parse(text) as Record<string, unknown>;
    expect({ cursor, total }).toEqual({ cursor: "c_1", total: 300 });
    expect(Object.keys(long)).toEqual(Object.keys(wide).slice(0, Object.keys(long).length));
    expect(missing).toBe(`${300 - Object.keys(long).length} more fields`);
  });

  test("renames the note if the data has a field of that name", () => {
    const text = renderOutcome(ok({ _truncated: 1, __truncated: 2, text: "x".repeat(500) }), { maxChars: 300 });
    expect(JSON.parse(text)).toMatchObject({
      _truncated: 1,
      __truncated: 2,
      ___truncated: expect.stringMatching(/^Truncated/),
    });
  });

  test("keeps the whole note even if it exceeds the limit", () => {
    const text = renderOutcome(ok({ text: "x".repeat(500) }), { maxChars: 1 });
    expect(JSON.parse(text)).toEqual({ _truncated: expect.stringMatching(/smaller page\.$/) });
  });

  test("wraps data that is not an object to add the note", () => {
    const list = { toJSON: () => Array.from({ length: 500 }, (_, index) => index) };
    expect(renderOutcome(ok(list))).toMatch(/^\[0,1,/);
    const { result } = JSON.parse(renderOutcome(ok(list), { maxChars: 300 })) as { result: unknown[] };
    expect(result.slice(0, 3)).toEqual([0, 1, 2]);
  });

  describe("that is a preview", () => {
    const data = { data_preview: [1], remote_file_info: { file_path: "/mnt/files/mex/a.json" } };
    const offloaded = { path: "/mnt/files/mex/a.json", preview: [1] };
    const where = "This is a preview of the session file /mnt/files/mex/a.json. Read it with the workbench tools";
    const preview: ToolOutcome = { status: "ok", toolSlug: "X", text: "X succeeded.", data, logId: "l", offloaded };

    test("contains the path of the whole result", () => {
      expect(JSON.parse(renderOutcome(preview))).toEqual({ ...data, _truncated: expect.stringContaining(where) });
    });

    test("notes the path and the truncation", () => {
      const long = { ...preview, data: { ...data, more: "x".repeat(2000) } };
      const text = renderOutcome(long, { maxChars: 1000 });
      expect(text.length).toBeLessThanOrEqual(1000);
      expect(JSON.parse(text)).toMatchObject({
        ...data,
        more: expect.stringMatching(/x…$/),
        _truncated: expect.stringMatching(
          /^Truncated from \d+ characters; … marks each gap\. .* otherwise call again with narrower .* This is a preview/,
        ),
      });
    });

    test("truncates a preview that exceeds the limit with its note", () => {
      const room = JSON.stringify(data).length;
      expect(JSON.parse(renderOutcome(preview, { maxChars: room }))).toMatchObject({
        _truncated: expect.stringContaining(where),
      });
    });
  });

  test("renders data that is not JSON", () => {
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

  test("renders an object with error, status and facts", () => {
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

  test("keeps error, status and facts if its data is truncated", () => {
    const data = { results: failure.data["results"], log: '"\\\n🙂'.repeat(2000) };
    for (const maxChars of [400, 1000, 5000]) {
      const text = renderOutcome({ ...failure, data }, { maxChars });
      expect(text.length).toBeLessThanOrEqual(maxChars);
      expect(text.length).toBeGreaterThan(maxChars - 15);
      expect(JSON.parse(text)).toEqual({
        error: "X failed: 1 of 2 tools failed",
        status: "tool_error",
        logId: "log_1",
        data: { results: failure.data["results"], log: expect.stringMatching(/^"\\\n🙂.*…$/s) },
        _truncated: expect.stringMatching(/^Truncated from \d+ characters; … marks each gap\.$/),
      });
    }
  });

  test("truncates the error last", () => {
    const choices = Array.from({ length: 50 }, (_, index) => `ca_${index} (account ${index})`);
    const long: ToolOutcome = {
      status: "ambiguous_account",
      toolSlug: "X",
      text: "y".repeat(250),
      toolkit: "mail",
      choices,
    };
    expect(JSON.parse(renderOutcome(long, { maxChars: 700 }))).toMatchObject({
      error: long.text,
      status: "ambiguous_account",
      toolkit: "mail",
      choices: [...choices.slice(0, 15), "… 35 more items"],
    });
    const wordy = renderOutcome({ ...failure, text: "y".repeat(5000), data: {} }, { maxChars: 500 });
    expect(wordy).toHaveLength(500);
    expect(JSON.parse(wordy)).toMatchObject({
      status: "tool_error",
      error: expect.stringMatching(/^y+…$/),
      logId: "log_1",
    });
    expect(JSON.parse(renderOutcome({ ...failure, text: "y".repeat(5000) }, { maxChars: 1 }))).toEqual({
      error: "…",
      status: "tool_error",
      _truncated: expect.any(String),
    });
  });

  test("renders everything if it just fits", () => {
    const outcome = { status: "unavailable", toolSlug: "X", text: "No answer." } as const;
    const whole = renderOutcome(outcome);
    expect(renderOutcome(outcome, { maxChars: whole.length })).toBe(whole);
    expect(renderOutcome(outcome, { maxChars: whole.length - 1 })).not.toBe(whole);
  });

  test("shows the messages of questions without their forms", () => {
    const inputRequests = {
      q: { type: "elicitation", mode: "form", message: "Run X?", requested_schema: { secret: 1 } },
    };
    const outcome = { status: "needs_input", toolSlug: "X", text: "X did not run.", inputRequests } as ToolOutcome;
    expect(JSON.parse(renderOutcome(outcome))).toEqual({
      error: "X did not run.",
      status: "needs_input",
      questions: ["Run X?"],
    });
  });

  test.each([null, undefined, 5, "text", [], [null], { q: null }, { q: 5 }, { q: [] }, { q: { message: { a: 1 } } }])(
    "reads an outcome from a browser whose questions are %j",
    (inputRequests) => {
      const outcome = { status: "needs_input", toolSlug: "X", text: "X did not run.", inputRequests } as never;
      expect(JSON.parse(renderOutcome(outcome))).toMatchObject({ error: "X did not run.", status: "needs_input" });
    },
  );

  test("does not show the cause", () => {
    const outcome = Object.defineProperty({ ...failure }, "cause", { value: new Error("secret"), enumerable: false });
    expect(renderOutcome(outcome)).not.toContain("secret");
  });
});

describe("a text of any length", () => {
  /** Whether a text is valid JSON in which no surrogate pair is split. */
  const isSound = (text: string): boolean => JSON.parse(text) !== null && !loneSurrogate.test(text);

  test("renders valid JSON within the limit, except for the note", () => {
    fc.assert(
      fc.property(anyData, fc.nat(1500), fc.boolean(), strings, (data, maxChars, isPreview, error) => {
        const preview = isPreview && { offloaded: { path: "/mnt/a.json", preview: 1 } };
        for (const outcome of [
          { ...ok(data), ...preview },
          { status: "tool_error", toolSlug: "X", text: error.repeat(9), error, data, logId: "log_1" },
        ] as ToolOutcome[]) {
          const [text, whole, least] = [maxChars, Infinity, 0].map((most) =>
            renderOutcome(outcome, { maxChars: most }),
          );
          expect([text, whole, least].every((one) => isSound(one!))).toBe(true);
          expect(text!.length).toBeLessThanOrEqual(Math.max(maxChars, least!.length));
          expect(whole!.length <= maxChars ? text === whole : text!.includes("Truncated from")).toBe(true);
        }
      }),
    );
  });

  test("never splits a character", () => {
    const data = [ok({ text: "🙂".repeat(500) }), ok({ text: '\\\u0001"'.repeat(500) })];
    for (let maxChars = 0; maxChars < 400; maxChars++) {
      expect(data.every((one) => isSound(renderOutcome(one, { maxChars })))).toBe(true);
    }
  });

  test("renders data of any depth", () => {
    let deep: unknown = "x".repeat(50_000);
    for (let level = 0; level < 3000; level++) deep = [deep];
    expect(renderOutcome(ok({ deep }))).toMatch(/^\{"deep":\[{50,}"…"\]/);
  });
});
