/** How long certificates of OpenShift are valid (facts: openshift-hard-way.md, 1.2 and 1.3). A year has 365 days. */
export const openshiftPeriods = {
  tenYears: {
    days: 3650,
    why: "what kubeconfigs and machines' first configurations carry, where no operator can put another in its place",
  },
  fiveYears: {
    days: 1825,
    why: "etcd's operator gives its signers as much and replaces them itself, long before",
  },
  threeYears: {
    days: 1095,
    why: "etcd's operator gives a member's certificates as much, of which the bootstrap's need a few hours",
  },
  year: {
    days: 365,
    why: "within a control plane, where operators issue anew, and for this program's own clients, for which it does",
  },
  day: {
    days: 1,
    why: "operators replace it within hours of the handover, and who does not hear of that is not to trust it longer",
  },
} as const satisfies Readonly<Record<string, { readonly days: number; readonly why: string }>>;

/** The name of a period of this table. */
export type OpenshiftPeriod = keyof typeof openshiftPeriods;
