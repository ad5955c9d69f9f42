import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { bootkubeReport } from "../../topology/openshift/bootkube-report";
import { slownessOf } from "../../topology/patience";
import { type GateContext, GateFailure } from "../context";
import { waitFor } from "../wait";
import { lacksOfCompletion } from "./criteria";
import { hasBegun } from "./stages";

/** The bootstrap machine, and when the first of the certificates ends that it was made with, as ISO 8601. */
export interface BootstrapSet {
  readonly name: string;
  readonly address: string;
  readonly certificatesEnd: string;
}

/** From this stage of bootkube on the control plane is on machines of its own, with certificates of its operators. */
const handedOver = "teardown";

/** How long an API may be silent before it counts as gone, in milliseconds. */
const silence = 60_000;

/**
 * Gives up where an `up` comes so late that the bootstrap machine's certificates have ended before it has done its part:
 * machines, pods and load balancers refuse its API servers then, without a word of why. They are of a day, and the machine
 * keeps what it was made with (facts: openshift-hard-way.md, 1.5). For a goal that no earlier `up` has reached; one that
 * was reached long ago is not this machine's affair any more.
 */
export async function refuseLateBootstrap(
  gate: GateContext,
  kubernetes: Pick<Kubernetes, "core">,
  { name, address, certificatesEnd }: BootstrapSet,
): Promise<void> {
  const end = new Date(certificatesEnd);
  const now = gate.clock.date();
  if (now < end) return;
  const seen = await whyNeeded(gate, kubernetes);
  if (seen === undefined) return;
  const late = Math.floor((now.getTime() - end.getTime()) / 3_600_000);
  throw new GateFailure({
    what: `the certificates of ${name} have ended, and the cluster still needs it`,
    where: `${name}, ${address}`,
    since: `${end.toISOString().slice(0, 19).replace("T", " ")} UTC, for ${late} h`,
    seen,
    why: "those of its control plane are of a day, as operators replace them within hours, and a machine keeps what it was made with; this up came too late after the one that made it",
    remedy: `begin anew: "pulumi destroy", then "pulumi up", to the end within 8 hours; another up alone makes no machine with other certificates`,
  });
}

/** What shows that the bootstrap machine is still needed; undefined where it is not. */
async function whyNeeded(
  gate: GateContext,
  kubernetes: Pick<Kubernetes, "core">,
): Promise<string | undefined> {
  const time = silence * slownessOf(gate.patience);
  try {
    return await waitFor(gate, {
      subject: "bootstrap",
      goal: "the API to say how far the bootstrap is",
      where: "the API behind the load balancer",
      observe: async () => {
        const seen = await lackOf(kubernetes);
        return { done: true, state: seen ?? "the machine is needed no more", value: seen };
      },
      why: "no API server is up",
      remedy: "look at the API servers",
      limits: { patience: time, total: time },
    });
  } catch (error) {
    if (error instanceof GateFailure) return `the API does not answer: ${error.problem.seen ?? "nothing"}`;
    throw error;
  }
}

async function lackOf({ core }: Pick<Kubernetes, "core">): Promise<string | undefined> {
  const [lack] = await lacksOfCompletion({ core });
  if (lack === undefined) return undefined;
  const { key, ...configMap } = bootkubeReport;
  const published = await unlessMissing(core.readNamespacedConfigMap(configMap));
  return hasBegun(published?.data?.[key], handedOver) ? undefined : lack;
}
