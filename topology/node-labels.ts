/** The label of control planes, as upstream and MicroShift have it. */
export const controlPlaneLabel = "node-role.kubernetes.io/control-plane";

/** The label of nodes that run workloads, as MicroShift has it; its control planes do, too. */
export const workerLabel = "node-role.kubernetes.io/worker";
