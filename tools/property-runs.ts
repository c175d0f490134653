// Vitest loads this before each test file. Property tests take their seed and number of runs from here:
// FC_RUNS (default: 100) and FC_SEED (default: a fixed seed, so that each run tests the same values).
import { configureGlobal } from "fast-check";

const DEFAULT_SEED = 20_261_130;

const { FC_RUNS: runs = "100", FC_SEED: seed = String(DEFAULT_SEED) } = process.env;
const chosen = { seed: Number(seed), numRuns: Number(runs) };
if (!Number.isInteger(chosen.seed)) throw new Error(`FC_SEED is not an integer: ${seed}`);
if (!Number.isInteger(chosen.numRuns) || chosen.numRuns < 1)
  throw new Error(`FC_RUNS is not a positive integer: ${runs}`);

configureGlobal(chosen);
