import { describe, expect, it } from "vitest";
import { type AttackClass, runClass } from "./attack.ts";
import { classes } from "./classes.ts";
import { realTarget } from "./target.ts";

// `pnpm test:attacks` runs all of them, and puts mistakes into what is attacked.
const EVERY = 8;
/** Classes whose victims run in a process of their own, or wait until a timeout. */
const slow = new Set(["hostile bodies", "denial by resources", "servers that break HTTP"]);

const sampled = (one: AttackClass): AttackClass => ({
  ...one,
  open: async (target) => {
    const opened = await one.open(target);
    return { ...opened, attacks: opened.attacks.filter((_, index) => index % EVERY === 0) };
  },
});

describe("holds against a sample of the attacks", { timeout: 60_000 }, () => {
  it.each(classes.filter(({ title }) => !slow.has(title)).map((one) => [one.title, one] as const))(
    "%s",
    async (_, one) => {
      const outcomes = await runClass(sampled(one), realTarget);
      expect(outcomes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    },
  );
});

it("has at least 600 attacks, each with its own name", { timeout: 60_000 }, async () => {
  const names: string[] = [];
  for (const { title, open } of classes) {
    const { attacks, close } = await open(realTarget);
    names.push(...attacks.map(({ name }) => `${title}: ${name}`));
    await close?.();
  }
  expect(names.length).toBeGreaterThanOrEqual(600);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
