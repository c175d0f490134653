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
