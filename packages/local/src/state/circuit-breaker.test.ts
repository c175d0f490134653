import { expect, test } from "vitest";
import { circuitBreaker } from "./circuit-breaker.ts";

const setUp = () => {
  let time = 0;
  let opened = 0;
  let calls = 0;
  const run = circuitBreaker({
    maxFailures: 2,
    cooldown: 100,
    isFailure: (error) => error instanceof TypeError,
    onOpen: () => {
      opened++;
    },
    now: () => time,
  });
  const call = (result: Promise<unknown>): Promise<unknown> =>
    run(() => {
      calls++;
      return result;
    }).catch((error: unknown) => String(error));
  return {
    call,
    down: () => call(Promise.reject(new TypeError("down"))),
    up: () => call(Promise.resolve("up")),
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
    counts: () => ({ calls, opened }),
  };
};

test("rejects without a call after consecutive failures until a probe succeeds", async () => {
  const { down, up, advance, counts } = setUp();
  expect([await down(), await up(), await down(), await down()]).toEqual([
    "TypeError: down",
    "up",
    "TypeError: down",
    "TypeError: down",
  ]);
  expect(await up()).toBe("TypeError: down");
  expect(counts()).toEqual({ calls: 4, opened: 1 });
  advance(100);
  expect([await down(), await up()]).toEqual(["TypeError: down", "TypeError: down"]);
  expect(counts()).toEqual({ calls: 5, opened: 2 });
  advance(100);
  expect([await up(), await up()]).toEqual(["up", "up"]);
});

test("lets one call at a time probe", async () => {
  const { call, down, up, advance, counts } = setUp();
  await down();
  await down();
  advance(100);
  let finish = (): void => undefined;
  const server = new Promise((resolve) => {
    finish = () => {
      resolve("up");
    };
  });
  const probe = call(server);
  expect(await up()).toBe("TypeError: down");
  expect(counts().calls).toBe(3);
  finish();
  expect([await probe, await up()]).toEqual(["up", "up"]);
});

test("does not count errors of a server that answers", async () => {
  const { call, down, up } = setUp();
  await down();
  expect(await call(Promise.reject(new Error("refused")))).toBe("Error: refused");
  await down();
  expect(await up()).toBe("up");
});
