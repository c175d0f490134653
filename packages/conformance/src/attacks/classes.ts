import type { AttackClass } from "./attack.ts";
import { echo } from "./echo.ts";
import { files } from "./files.ts";
import { isolation } from "./isolation.ts";

export const classes: readonly AttackClass[] = [isolation, files, echo];
