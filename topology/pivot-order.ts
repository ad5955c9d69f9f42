/** The ConfigMap by which the bootstrap machine is told what to do, and the key under which it reads it. */
export const pivotOrder = { namespace: "kube-system", name: "bootstrap", key: "status" } as const;

/** `draining`: the control planes carry the cluster. `complete`: nothing needs the bootstrap machine any more. */
export type PivotStatus = "draining" | "complete";
