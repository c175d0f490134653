import { authConfigOperations } from "../session/auth-configs.ts";
import { accountOperations } from "../session/connected-accounts.ts";
import { linkOperation } from "../session/link.ts";
import { fileOperations } from "../files/file-transfer.ts";
import { operations } from "../http/operations.ts";
import { proxyOperation } from "../tools/proxy.ts";

type All = typeof operations &
  typeof accountOperations &
  typeof authConfigOperations &
  typeof fileOperations & { readonly link: typeof linkOperation; readonly proxy: typeof proxyOperation };

/** All operations with a method, from all modules. */
export const allOperations: All = {
  ...operations,
  ...accountOperations,
  ...authConfigOperations,
  ...fileOperations,
  link: linkOperation,
  proxy: proxyOperation,
};

export type OperationName = keyof All;
