import type { EngineLog } from "../shared/engine";
import type { Session } from "./session";

/** What becomes of an object when its cluster is to be asked about it. */
export type Reach = "reached" | "forgotten" | "unreachable";

/**
 * Whether the cluster answers; if not, says so beside the resource, word for word as the official
 * plugin does, and whether the provider wants its objects to be forgotten then.
 */
export async function reach({ cluster, settings }: Session, log: EngineLog): Promise<Reach> {
  const reason = await cluster.unreachableReason();
  if (reason === undefined) return "reached";
  log.message("warning", `configured Kubernetes cluster is unreachable: ${reason}`);
  if (!settings.deleteUnreachable) return "unreachable";
  log.message(
    "info",
    "configured Kubernetes cluster is unreachable and the `deleteUnreachable` option is enabled. " +
      "Deleting the unreachable resource from Pulumi state",
  );
  return "forgotten";
}

/** How to be rid of an object whose cluster is no more. */
export const REMOVAL_HINT =
  "If the cluster was deleted, you can remove this resource from Pulumi state by rerunning the operation " +
  'with the PULUMI_K8S_DELETE_UNREACHABLE environment variable set to "true"';
