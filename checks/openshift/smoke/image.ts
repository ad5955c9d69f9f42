import type { Kubernetes } from "../../clients/kubernetes";
import type { SmokePlan } from "./check";

/**
 * The Deployment whose image the smoke test runs. It is a part of the release by its digest, so that a disconnected
 * cluster has it mirrored and the nodes' own pull secret is good for it; it runs under restricted-v2 itself, as a server of
 * python3; and the console, which is asked for as well, comes with it (openshift/console-operator, downloads-deployment.yaml).
 */
const lender = { name: "downloads", namespace: "openshift-console" } as const;

/** The reference of the image that the pods run. */
export async function serverImage(
  { apps }: Pick<Kubernetes, "apps">,
  { payload }: Pick<SmokePlan, "payload">,
): Promise<string> {
  if (payload.kind === "folder") return payload.image;
  const { spec } = await apps.readNamespacedDeployment(lender);
  const image = spec?.template.spec?.containers[0]?.image;
  if (image === undefined) throw new Error(`Deployment ${lender.namespace}/${lender.name} names no image`);
  return image;
}
