import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { bootkubeReport } from "../../topology/openshift/bootkube-report";
import { becomeReachable } from "../api";
import type { GateContext } from "../context";
import { waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import { missingSeeds } from "./seeded";
import { progressIn } from "./stages";

/** Which stage of bootkube is waited for, and of which cluster. */
export interface BootkubeWait {
  readonly kubernetes: Kubernetes;
  /** The API behind the load balancer. */
  readonly url: string;
  /** The name of the stage that must be done. */
  readonly until: string;
  /** The version of the release, for which features must be seeded. */
  readonly version: string;
  readonly budgets?: OwnBudgets | undefined;
}

/**
 * Waits for the API and then for a stage of bootkube, which publishes its stages there, and reads back what bootkube has
 * seeded: a status that was not written shows nowhere else until operators end for the want of it.
 */
export async function bootkube(gate: GateContext, wait: BootkubeWait): Promise<{ bootkube: string }> {
  const { kubernetes, url, until, version, budgets } = wait;
  await becomeReachable(gate, kubernetes.send, {
    name: "the API behind the load balancer",
    url,
    remedy: `look at bootkube.service and kubelet.service of the bootstrap machine, then run "pulumi up" again`,
    limits: limitsOf(gate, "api", budgets),
  });
  const { key, ...configMap } = bootkubeReport;
  const where = `ConfigMap ${configMap.namespace}/${configMap.name}`;
  await waitFor(gate, {
    subject: "bootkube",
    goal: `stage ${until} of bootkube to be done`,
    where,
    observe: async () => {
      const found = await unlessMissing(kubernetes.core.readNamespacedConfigMap(configMap));
      const { reached, state } = progressIn(found?.data?.[key], until);
      return reached ? { done: true, state, value: undefined } : { done: false, state };
    },
    why: "bootkube does not run on the bootstrap machine, or one of its stages fails each time",
    remedy: `look at it (journalctl -u bootkube on the bootstrap machine), then run "pulumi up" again`,
    limits: limitsOf(gate, "bootkube", budgets),
  });
  await waitFor(gate, {
    subject: "seeds",
    goal: "the statuses to be read back that bootkube has seeded",
    where: url,
    observe: async () => {
      const missing = await missingSeeds(kubernetes, version);
      if (missing.length === 0) return { done: true, state: "are all there", value: undefined };
      return { done: false, state: missing.join("; ") };
    },
    why: "the status was not written through its subresource, or is that of another release",
    remedy: `look at /opt/openshift/stages.json and the .status.yaml files there, then run "pulumi up" again`,
  });
  return { bootkube: until };
}
