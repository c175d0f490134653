import { authConfigOperations } from "../auth-configs.ts";
import { accountOperations } from "../connected-accounts.ts";
import { linkOperation } from "../connection.ts";
import { fileOperations } from "../file-transfer.ts";
import { operations } from "../operations.ts";
import { proxyOperation } from "../proxy.ts";

type All = typeof operations &
  typeof accountOperations &
  typeof authConfigOperations &
  typeof fileOperations & { readonly link: typeof linkOperation; readonly proxy: typeof proxyOperation };

/** Every operation that has a method, whichever module holds it. */
export const allOperations: All = {
  ...operations,
  ...accountOperations,
  ...authConfigOperations,
  ...fileOperations,
  link: linkOperation,
  proxy: proxyOperation,
};

export type OperationName = keyof All;
