import { deepEqual, equal } from "node:assert/strict";
import { rejects, requires, type Requirement } from "../requirement.ts";

export const files: readonly Requirement[] = [
  requires(
    "mounts.round-trip",
    "uploading, listing, downloading, and deleting a file twice",
    "201, 200, 201, 200, 200",
    async (open) => {
      const world = await open();
      const mount = `${await world.session()}/mounts/files`;
      const file = { mount_relative_path: "a/b.txt" };
      const up = await world.request("POST", `${mount}/upload_url`, { ...file, mimetype: "text/plain" });
      const put = await world.router.fetch(up.body.upload_url, {
        method: "PUT",
        body: "hello",
        headers: { "content-type": "text/plain" },
      });
      const list = await world.request("GET", `${mount}/items?mount_relative_prefix=a`);
      const down = await world.request("POST", `${mount}/download_url`, file);
      equal(await (await world.router.fetch(down.body.download_url)).text(), "hello");
      const removed = [
        await world.request("POST", `${mount}/delete`, file),
        await world.request("POST", `${mount}/delete`, file),
      ];
      deepEqual(
        [up.status, put.status, list.status, down.status, ...removed.map(({ status }) => status)],
        [201, 200, 200, 201, 200, 200],
      );
      deepEqual(
        [list.body.items[0].size, list.body.items[0].sandbox_mount_prefix, "next_cursor" in list.body],
        [5, "/mnt/files", false],
      );
    },
    "deleting a folder also deletes its files",
  ),
  requires(
    "mounts.addresses",
    "a presigned URL",
    "is valid only for its method and content type, and for one hour",
    async (open) => {
      const world = await open();
      const mount = `${await world.session()}/mounts/files`;
      const { upload_url: url } = (
        await world.request("POST", `${mount}/upload_url`, { mount_relative_path: "a", mimetype: "text/plain" })
      ).body;
      const put = async (type: string) =>
        (await world.router.fetch(url, { method: "PUT", body: "x", headers: { "content-type": type } })).status;
      deepEqual(
        [(await world.router.fetch(url)).status, await put("text/html"), await put("text/plain")],
        [403, 403, 200],
      );
      world.advance(3_600_000);
      equal(await put("text/plain"), 403);
    },
    "one hour; 403 for every violation",
  ),
  rejects(
    "mounts.unknown",
    "an unknown mount",
    [404, 4313],
    async (world) => world.request("GET", `${await world.session()}/mounts/nope/items`),
    { choice: "code 4313" },
  ),
  rejects("mounts.escape", "a path outside of the mount", [400, 10400], async (world) =>
    world.request("POST", `${await world.session()}/mounts/files/upload_url`, { mount_relative_path: "../x" }),
  ),
  requires(
    "files.upload",
    "a file uploaded for a tool",
    "reaches the tool through the key in the upload response",
    async (open) => {
      const world = await open();
      const { status, body } = await world.request("POST", "/files/upload/request", {
        toolkit_slug: "weather",
        tool_slug: "WEATHER_READ_FILE",
        filename: "a.txt",
        mimetype: "text/plain",
        md5: "5d41402abc4b2a76b9719d911017c592",
      });
      equal(status, 200);
      equal(
        (
          await world.router.fetch(body.new_presigned_url, {
            method: "PUT",
            body: "hello",
            headers: { "content-type": "text/plain" },
          })
        ).status,
        200,
      );
      const { data } = (
        await world.execute(await world.session(), "WEATHER_READ_FILE", {
          file: { name: "a.txt", mimetype: "text/plain", s3key: body.key },
        })
      ).body;
      deepEqual(data, { text: "hello" });
    },
  ),
];
