import { anonymousForHealthAlone } from "./api-server";
import { rootsCertificates } from "./control-plane-files";
import type { Examination } from "./item";

/** A recommendation that is not met. */
export interface Exception {
  readonly id: string;
  readonly reason: string;
  /** What holds in its place. */
  readonly instead?: { readonly sentence: string; readonly examine: Examination };
}

/** All recommendations that are not met, and why; none for convenience. */
export const exceptions: readonly Exception[] = [
  {
    id: "1.1.19",
    reason:
      "etcd runs as a user of its own (1.1.12), which must read its two keys, while nobody but a key's owner may read " +
      "it (1.1.21).",
    instead: {
      sentence: "all certificates, and all keys but etcd's, are owned by root:root",
      examine: rootsCertificates,
    },
  },
  {
    id: "1.2.1",
    reason:
      "The load balancer and the kubelet ask for /readyz and /livez, and have no credential that would be worth more " +
      "than the answer.",
    instead: {
      sentence: "an AuthenticationConfiguration limits such requests to the health paths",
      examine: anonymousForHealthAlone,
    },
  },
  {
    id: "1.2.11",
    reason:
      "Machines reach no registry: the one image of all pods comes with the machine image, and a pod that has to pull " +
      "it never starts. There is no private image either that a pod could take from another.",
  },
  {
    id: "4.2.6 (earlier)",
    reason:
      "The kernel is the host's. Where the host lets no machine change its settings, which is a line in the log now, the " +
      "kubelet would refuse to start. Later versions of the benchmark no longer ask for it.",
  },
];
