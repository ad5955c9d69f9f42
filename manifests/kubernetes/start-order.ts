import { localApiUrl } from "../../topology/endpoints";
import { type Pace, type Times, timesOf } from "../../topology/pace";
import { apiServerPaths } from "./kube-apiserver";
import { directories } from "./paths";

/** What starts when etcd answers. */
const programs = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
type Program = (typeof programs)[number];

/** How the programs that need etcd start on a control plane, and start again when it has been rebooted. */
export interface StartOrder {
  /** The end of a script that has `install_manifest`. */
  readonly script: string;
  /** What the script's unit has beside the usual, so that a reboot keeps to the order. */
  readonly unit: Readonly<Record<string, string>>;
  readonly service: Readonly<Record<string, string>>;
}

/** The order of a control plane whose processors are as fast as that. */
export function startOrder(pace: Pace): StartOrder {
  return orders[timesOf[pace].controlPlaneStarts];
}

const starting = (...some: readonly Program[]): string => `for program in ${some.join(" ")}; do
  install_manifest "$program.yaml" <"${directories.staticPods}/$program.yaml"
done
`;

const apiServerIsReady = `until curl --silent --fail --max-time 60 --output /dev/null --cacert ${apiServerPaths.clientAuthorities} \\
  ${localApiUrl}/readyz; do sleep ${timesOf.emulated.scriptsLookEvery / 1000}; done
`;

const manifestOf = (program: Program): string => `${directories.manifests}/${program}.yaml`;

/**
 * An API server whose start is not through a minute after it serves ends (Kubernetes, start-service-ip-repair-controllers),
 * and beside other programs that start, an emulated one is not.
 */
const orders: Readonly<Record<Times["controlPlaneStarts"], StartOrder>> = {
  "at once": { script: starting(...programs), unit: {}, service: {} },
  "API server first": {
    script: `${starting("kube-apiserver")}${apiServerIsReady}${starting("kube-controller-manager", "kube-scheduler")}`,
    unit: { Before: "kubelet.service" },
    service: { ExecStartPre: `/bin/rm -f ${programs.map(manifestOf).join(" ")}` },
  },
};
