import type { Bundle } from "../../pki/bundle";
import { keepalived } from "../../manifests/keepalived";
import type { ClusterPlan } from "../../topology/plan";

/**
 * What of a cluster's secrets stands in a text in clear or in base64: a line of each private key, what encrypts Secrets, and
 * the password of its virtual router.
 */
export function secretsIn(text: string, plan: ClusterPlan, bundle: Bundle): readonly string[] {
  return secretsOf(plan, bundle).filter((secret) => text.includes(secret));
}

function secretsOf(plan: ClusterPlan, bundle: Bundle): readonly string[] {
  const credentials = [...Object.values(bundle.authorities), ...Object.values(bundle.leaves)];
  const keys = [...credentials.map(({ keyPem }) => keyPem), bundle.serviceAccount.privateKeyPem];
  const lines = keys.flatMap((key) => [key.split("\n")[2] ?? "", base64Within(key)]);
  return [...new Set([...lines, bundle.encryptionKey, ...passwordsOf(plan, bundle)])];
}

/** From the middle of a key, which no other text has; a kubeconfig encodes a key from its beginning. */
function base64Within(key: string): string {
  return Buffer.from(key).toString("base64").slice(400, 500);
}

function passwordsOf(plan: ClusterPlan, bundle: Bundle): readonly string[] {
  return plan.loadBalancers.flatMap((machine) =>
    (keepalived(plan, bundle, machine).files ?? []).flatMap(
      ({ contents }) => /auth_pass (\S+)/.exec(contents)?.[1] ?? [],
    ),
  );
}
