import { isMap, isSeq, parse, parseDocument } from "yaml";
import { z } from "zod";
import { documentText } from "../yaml";

/** A kubeconfig as MicroShift writes it: one cluster, and one user with a client certificate, all in base64. */
const kubeconfigSchema = z.looseObject({
  clusters: z.tuple([
    z.looseObject({
      cluster: z.looseObject({ server: z.url(), "certificate-authority-data": z.base64() }),
    }),
  ]),
  users: z.tuple([
    z.looseObject({
      user: z.looseObject({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }),
    }),
  ]),
});

/** A client certificate with its key, and the authority of the API server; all PEM. */
export interface ApiCredential {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly authorityPem: string;
}

/** What a kubeconfig of MicroShift proves its user by. Throws where it is none. */
export function credentialOf(kubeconfig: string): ApiCredential {
  const { clusters, users } = kubeconfigSchema.parse(parse(kubeconfig));
  const text = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");
  return {
    certificatePem: text(users[0].user["client-certificate-data"]),
    keyPem: text(users[0].user["client-key-data"]),
    authorityPem: text(clusters[0].cluster["certificate-authority-data"]),
  };
}

/** Where a client reaches the API, and by which name of its certificate it knows it where that is another one. */
export interface ApiPlace {
  readonly url: string;
  readonly serverName?: string;
}

/**
 * The same kubeconfig for a client that reaches the API elsewhere: at another address, or by a forwarded port. Throws where
 * the text is none; the error does not repeat it, as it holds a key.
 */
export function reachedAt(kubeconfig: string, { url, serverName }: ApiPlace): string {
  const document = parseDocument(kubeconfig);
  const clusters = document.errors.length === 0 ? document.get("clusters") : undefined;
  if (!isSeq(clusters) || clusters.items.length === 0)
    throw new Error("what MicroShift gave for a kubeconfig has no clusters: look at it on the node");
  for (const cluster of clusters.items.filter((each) => isMap(each))) {
    cluster.setIn(["cluster", "server"], url);
    if (serverName !== undefined) cluster.setIn(["cluster", "tls-server-name"], serverName);
  }
  return documentText(document);
}
