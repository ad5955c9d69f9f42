/** The label of control planes, as upstream and MicroShift have it. */
export const controlPlaneLabel = "node-role.kubernetes.io/control-plane";
