import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { mounts } from "../bootstrap-mounts";
import { type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { secretPath } from "../bootstrap-secrets";
import { loopbackServing } from "../configs/loopback-serving";
import type { Flags } from "../../kubernetes/flags";
import { leaderElectionFlags } from "../../kubernetes/leader-election";

/** The bootstrap machine's scheduler (facts: openshift-hard-way.md, 3.3). */
export function bootstrapScheduler(plan: OpenshiftClusterPlan): BootstrapPod {
  return bootstrapPod({
    name: "bootstrap-kube-scheduler",
    namespace: "kube-system",
    labels: { "openshift.io/control-plane": "true", "openshift.io/component": "scheduler" },
    stage: "controlPlane",
    fileName: "kube-scheduler-pod.yaml",
    gracePeriodSeconds: 10,
    containers: [
      {
        name: "kube-scheduler",
        image: "hyperkube",
        command: ["hyperkube", "kube-scheduler"],
        flags: schedulerFlags(plan),
        mounts: [mounts.secrets, mounts.temporary],
        rights: "confined",
        requests: { cpu: "15m", memory: "50Mi" },
      },
    ],
  });
}

/** The scheduler's flags; it has no configuration file. */
export function schedulerFlags({ pace }: OpenshiftClusterPlan): Flags {
  const kubeconfig = secretPath("kube-scheduler.kubeconfig");
  return {
    kubeconfig: { value: kubeconfig, why: "of loopback: neither load balancer nor DNS need be there yet" },
    ...loopbackServing(kubeconfig),
    "leader-elect": {
      value: true,
      why: "the control planes' schedulers come while this one is still there",
    },
    ...leaderElectionFlags(pace),
    v: 2,
  };
}
