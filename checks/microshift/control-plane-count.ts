import { quorumOf } from "../../topology/membership";
import type { MicroshiftCheck } from "./check";

/** An even number of control planes bears no more than the odd one below it. */
export const oddControlPlanes: MicroshiftCheck = {
  id: "control-plane-count",
  sentence: "the number of control planes is odd",
  why: "etcd and OVN's databases need more than half of them: one more than an odd number may fail no more, and fails more often",
  appliesTo: ({ controlPlanes }) => controlPlanes.length > 1,
  probe: ({ plan: { controlPlanes } }) => {
    const count = controlPlanes.length;
    const spare = count - quorumOf(count);
    const detail = `${count}, of which ${spare === 0 ? "none" : spare} may fail`;
    return Promise.resolve({ level: count % 2 === 0 ? "warning" : "ok", detail });
  },
};
