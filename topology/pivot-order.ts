/** The ConfigMap by which the bootstrap machine is told what to do, and the key under which it reads it. */
export const pivotOrder = { namespace: "kube-system", name: "bootstrap", key: "status" } as const;
