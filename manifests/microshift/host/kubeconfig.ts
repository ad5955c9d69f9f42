import { isMap, isSeq, parseDocument } from "yaml";
import { documentText } from "../../yaml";

/**
 * The kubeconfig of MicroShift's admin with another server in it, which is where this host reaches the API.
 * Throws where the text is no kubeconfig; the error does not repeat it, as it holds a key.
 */
export function kubeconfigFor(text: string, server: string): string {
  const document = parseDocument(text);
  const clusters = document.errors.length === 0 ? document.get("clusters") : undefined;
  if (!isSeq(clusters) || clusters.items.length === 0)
    throw new Error("what the host gave for a kubeconfig has no clusters: look at it on the host");
  for (const cluster of clusters.items) if (isMap(cluster)) cluster.setIn(["cluster", "server"], server);
  return documentText(document);
}
