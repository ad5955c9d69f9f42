/** What is waited for in a cluster, for the components that send it to the gates: they do not know the checks. */
export { expectedWorkloads, type MicroshiftKind } from "../../checks/microshift/workloads";
