import type { ApiContext } from "@/platform/api/trpc";
import { requestScope } from "@/platform/request";

/**
 * What procedures know of the request that is being answered; the guard has resolved its session.
 * @throws outside a request.
 */
export function requestContext(): ApiContext {
  const scope = requestScope();
  if (!scope) throw new Error("There is no request here: only entrances and pages have a context.");
  return scope;
}
