import type { Right } from "./rights";

const read = ["get", "list", "watch"] as const;

/** What kube-vip may do (facts: microshift.md, B12). */
export const kubeVipRights: readonly Right[] = [
  {
    group: "",
    resources: ["services"],
    verbs: [...read, "update"],
    why: "it finds Services with an address, and notes on each which node holds it",
  },
  {
    group: "",
    resources: ["services/status"],
    verbs: ["update"],
    why: "it reports the address of a Service, once it is held",
  },
  {
    group: "",
    resources: ["endpoints"],
    verbs: [...read, "update"],
    why: "in place of endpointslices, where it is told so",
  },
  {
    group: "discovery.k8s.io",
    resources: ["endpointslices"],
    verbs: [...read, "update"],
    why: "a Service with externalTrafficPolicy Local is held where its pods are",
  },
  { group: "", resources: ["nodes"], verbs: read, why: "it looks its own node up" },
  { group: "", resources: ["pods"], verbs: ["list"], why: "it looks for the pods of a Service" },
  { group: "", resources: ["configmaps"], verbs: read, why: "settings of Services may be in one" },
  {
    group: "coordination.k8s.io",
    resources: ["leases"],
    verbs: [...read, "create", "update"],
    why: "who leads is settled by a lease",
  },
  {
    group: "",
    resources: ["events"],
    verbs: ["create", "patch"],
    why: "a change of the leader is told as an event",
  },
];
