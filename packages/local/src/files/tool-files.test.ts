import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Schemas } from "../spec.ts";
import { testRouter } from "../testing/test-router.ts";
import { defineTool } from "../toolkits/define-tool.ts";
import { defineToolkit } from "../toolkits/define-toolkit.ts";

const paper = defineToolkit({
  slug: "paper",
  description: "Paper",
  tools: [
    defineTool<{ file: unknown }>({
      slug: "PAPER_SHOUT",
      description: "Writes a text in capitals",
      inputSchema: { type: "object", properties: { file: { type: "object", file_uploadable: true } } },
      execute: async ({ file }, { files }) => {
        const { name, mimetype, bytes } = await files.read(file);
        return {
          file: await files.write({
            name: `loud ${name}`,
            mimetype,
            bytes: new TextDecoder().decode(bytes).toUpperCase(),
          }),
        };
      },
    }),
  ],
});

const request = (body: Partial<Schemas["FileUploadRequest"]> = {}) => ({
  toolkit_slug: "paper",
  tool_slug: "PAPER_SHOUT",
  filename: "may notes.txt",
  mimetype: "text/plain",
  md5: createHash("md5").update("quiet").digest("hex"),
  ...body,
});

test("passes files to a tool and back", async () => {
  const router = testRouter({ toolkits: [paper] });
  const session = await router.session();
  const { status, body } = await router.request<Schemas["FileUploadResponse"]>(
    "POST",
    "/files/upload/request",
    request(),
  );
  expect([status, body.type, body.metadata, body.newPresignedUrl]).toEqual([
    200,
    "new",
    { storage_backend: "s3" },
    body.new_presigned_url,
  ]);
  const file = { name: "may notes.txt", mimetype: "text/plain", s3key: body.key };
  expect((await session.execute("PAPER_SHOUT", { file })).body.error).toMatch(/^No file was uploaded for the s3key/);
  const put = async (bytes: string, type = "text/plain") =>
    (await router.fetch(body.new_presigned_url, { method: "PUT", body: bytes, headers: { "content-type": type } }))
      .status;
  expect([await put("other"), await put("quiet", "text/html"), await put("quiet")]).toEqual([400, 403, 200]);
  const { data } = (await session.execute("PAPER_SHOUT", { file })).body;
  expect(data["file"]).toMatchObject({ name: "loud may notes.txt", mimetype: "text/plain" });
  const { s3url } = data["file"] as { s3url: string };
  const made = await router.fetch(s3url);
  expect([made.headers.get("content-type"), await made.text()]).toEqual(["text/plain", "QUIET"]);
});

test.each(["text/plain\r\nset-cookie: a=1", "téxt/π", ""])(
  "returns application/octet-stream for the invalid media type %j",
  async (mimetype) => {
    const tool = defineTool({
      slug: "PAPER_WRITE",
      description: "Writes a text",
      inputSchema: { type: "object" },
      execute: async (_, { files }) => files.write({ name: "a", mimetype, bytes: "x" }),
    });
    const router = testRouter({ toolkits: [{ ...paper, tools: [tool] }] });
    const { data } = (await (await router.session()).execute("PAPER_WRITE")).body;
    const made = await router.fetch((data as { s3url: string }).s3url);
    expect([made.status, made.headers.get("content-type"), made.headers.has("set-cookie")]).toEqual([
      200,
      "application/octet-stream",
      false,
    ]);
  },
);

test.each([{ tool_slug: "PAPER_NOPE" }, { toolkit_slug: "other" }])("rejects an unknown tool: %j", async (body) => {
  const router = testRouter({ toolkits: [paper] });
  expect((await router.request("POST", "/files/upload/request", request(body))).body.error.code).toBe(2401);
});
