import type { HttpProxy } from "../../topology/openshift/plan";

/** The variables by which programs know the proxy to what is outside. */
export function proxyVariables({
  httpProxy,
  httpsProxy,
  noProxy,
}: HttpProxy): Readonly<Record<string, string>> {
  return { HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy, NO_PROXY: noProxy.join(",") };
}
