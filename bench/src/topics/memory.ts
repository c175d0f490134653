import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { clientNames } from "../clients.ts";
import { interleaved } from "../rounds.ts";
import { digits, spreadOf, type Table } from "../table.ts";

const program = fileURLToPath(new URL("../memory-program.ts", import.meta.url));

/** Measures heap growth over 100,000 calls, with each client in its own process. */
export async function measure(): Promise<Table[]> {
  const samples = await interleaved(
    Object.fromEntries(
      clientNames.map((name) => [
        name,
        (): number => {
          const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", program, name], { encoding: "utf8" });
          if (!stdout) throw new Error(`${name}: ${stderr}`);
          return Number(stdout);
        },
      ]),
    ),
    { rounds: 3, warmUp: 0 },
  );
  const rows = Object.entries(samples).map(([name, values]) => {
    const { min, median, max } = spreadOf(values);
    return [name, `${digits(median)} (${digits(min)}–${digits(max)})`];
  });
  return [{ title: "Heap growth over 100,000 calls in process", columns: ["", "bytes per call"], rows, data: samples }];
}
