import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { configFileNames, configPath, mounts } from "../bootstrap-mounts";
import { type BootstrapContainer, type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { probesOf } from "../bootstrap-probes";
import { drainSeconds } from "../configs/api-server-arguments";

/** How long requests that are under way may take once the API server takes no more. */
const requestSeconds = 60;

/** The bootstrap machine's API server, with its readiness beside it (facts: openshift-hard-way.md, 3.3). */
export function bootstrapApiServer(plan: OpenshiftClusterPlan): BootstrapPod {
  return bootstrapPod({
    name: "bootstrap-kube-apiserver",
    namespace: "openshift-kube-apiserver",
    labels: { "openshift.io/control-plane": "true", "openshift.io/component": "api" },
    stage: "controlPlane",
    fileName: "kube-apiserver-pod.yaml",
    gracePeriodSeconds: drainSeconds + requestSeconds,
    containers: [apiServer(plan), insecureReadyz],
  });
}

function apiServer({ bootstrap, pace }: OpenshiftClusterPlan): BootstrapContainer {
  return {
    name: "kube-apiserver",
    image: "hyperkube",
    command: ["hyperkube", "kube-apiserver"],
    flags: {
      "openshift-config": configPath(configFileNames.apiServer),
      v: 2,
      "advertise-address": {
        value: bootstrap.address,
        why: "the Service kubernetes leads here; the address of the default route may be another network's",
      },
    },
    mounts: [mounts.secrets, mounts.configs, mounts.auditLog, mounts.temporary],
    rights: "confined",
    requests: { cpu: "265m", memory: "1Gi" },
    probes: probesOf(pace, {
      port: ports.apiServer,
      started: "/livez",
      // An API server that is restarted because etcd is away comes back no sooner.
      live: "/livez?exclude=etcd",
      ready: "/readyz",
    }),
  };
}

const insecureReadyz: BootstrapContainer = {
  name: "kube-apiserver-insecure-readyz",
  image: "cluster-kube-apiserver-operator",
  command: ["cluster-kube-apiserver-operator"],
  words: ["insecure-readyz"],
  flags: {
    "insecure-port": {
      value: ports.apiServerReadiness,
      why: "a load balancer without TLS learns here that the API server drains, which an open port does not tell",
    },
    "delegate-url": `https://127.0.0.1:${ports.apiServer}/readyz`,
  },
  mounts: [],
  rights: "confined",
  requests: { cpu: "5m", memory: "50Mi" },
};
