import { parse, stringify } from "yaml";
import { z } from "zod";

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

/**
 * The same kubeconfig for a client that reaches the API at another address than its certificate has, such as that of a
 * forwarded port.
 */
export function reachedBy(
  kubeconfig: string,
  { url, serverName }: { readonly url: string; readonly serverName: string },
): string {
  const parsed = kubeconfigSchema.parse(parse(kubeconfig));
  const [{ cluster, ...named }] = parsed.clusters;
  return stringify({
    ...parsed,
    clusters: [{ ...named, cluster: { ...cluster, server: url, "tls-server-name": serverName } }],
  });
}
