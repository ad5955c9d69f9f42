import { isMap } from "../../shared/values";
import type { KubernetesObject } from "../objects";
import { listAt, metadataOf, textAt, valueAt } from "../objects";
import type { Look, Verdict, Wait } from "./wait";
import { READY, timedOutReady, waiting } from "./wait";

const ENDPOINT_SLICE = { apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice" };
/** A service without pods may be meant so: after this time it counts as ready. */
const SETTLED_MS = 10_000;

export const serviceWait: Wait = {
  kinds: ["v1/Service"],
  why: "a ready pod stands behind it, and a load balancer has its address",
  watched: [ENDPOINT_SLICE],
  judge,
  timedOut: timedOutReady,
};

async function judge({ object, related, waitedMs, timeoutMs }: Look): Promise<Verdict> {
  const balanced = textAt(object, "spec", "type") === "LoadBalancer";
  if (!balanced && !selectsPods(object)) return READY;
  const slices = await related(ENDPOINT_SLICE, `kubernetes.io/service-name=${metadataOf(object).name ?? ""}`);
  const backed = slices.some((slice) =>
    listAt(slice, "endpoints").some((endpoint) => valueAt(endpoint, "conditions", "ready") !== false),
  );
  const addressed = !balanced || listAt(object, "status", "loadBalancer", "ingress").length > 0;
  const settlesInMs = Math.min(SETTLED_MS, timeoutMs) - waitedMs;
  if (addressed && (backed || settlesInMs <= 0)) return READY;
  return {
    ...waiting(
      addressed ? "Finding Pods to direct traffic to" : "Waiting for an address of the load balancer",
      [...(backed ? [] : NO_PODS), ...(addressed ? [] : NO_ADDRESS)],
    ),
    ...(settlesInMs > 0 && { againInMs: settlesInMs }),
  };
}

/** Neither a name for something outside, nor headless, nor with endpoints that someone else writes. */
const selectsPods = (object: KubernetesObject): boolean =>
  textAt(object, "spec", "type") !== "ExternalName" &&
  textAt(object, "spec", "clusterIP") !== "None" &&
  isMap(valueAt(object, "spec", "selector"));

const NO_PODS = [
  "Service does not target any Pods. Selected Pods may not be ready, or " +
    "field '.spec.selector' may not match labels on any Pods",
];
const NO_ADDRESS = ["Service was not allocated an IP address; does your cloud provider support this?"];
