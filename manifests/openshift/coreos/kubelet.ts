import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { minorFacts } from "../../../topology/openshift/versions";
import type { MachineFiles } from "../../file";
import { argumentsOf, type Flags } from "../../kubernetes/flags";
import { commandLines, startAtBoot, unitText } from "../../unit-text";
import { bootkubePaths, pauseVariable } from "../bootkube/paths";
import { releaseImageUnit } from "../bootkube/units";

const volumePlugins = "/etc/kubernetes/kubelet-plugins/volume/exec";

/**
 * The kubelet of the bootstrap machine, on CoreOS. It runs static pods and knows no API: with a kubeconfig it would wait
 * for the very API server that it is to start (facts: openshift-hard-way.md, 7.1, 7.2 and 10.1).
 */
export function bootstrapKubelet(plan: OpenshiftClusterPlan): Partial<MachineFiles> {
  const after = ["crio.service", releaseImageUnit].join(" ");
  const pause = pauseImage(plan);
  return {
    directories: [{ path: volumePlugins, mode: 0o755, owner: "root" }],
    units: [
      {
        name: "crio.service",
        enabled: true,
        dropins: [
          {
            name: "10-release-image.conf",
            contents: unitText({ Unit: { Wants: releaseImageUnit, After: releaseImageUnit } }),
          },
        ],
      },
      {
        name: "kubelet.service",
        enabled: true,
        contents: unitText({
          Unit: {
            Description: "Kubernetes node agent of the bootstrap machine",
            Wants: after,
            After: after,
            StartLimitIntervalSec: "0",
          },
          Service: {
            Type: "notify",
            NotifyAccess: "all",
            ...pause.settings,
            ExecStart: commandLines(
              "/usr/bin/kubelet",
              argumentsOf({ ...kubeletFlags(plan), ...pause.flags }).map(({ text }) => text),
            ),
            Restart: "always",
            RestartSec: "10",
          },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

/**
 * Where the kubelet has to be told which image holds pods' namespaces, so that it does not collect it as one that nobody
 * uses: in the versions that do not hear it from the runtime. Its reference is known on the machine alone.
 */
function pauseImage({ openshift }: OpenshiftClusterPlan): {
  readonly settings: Readonly<Record<string, string>>;
  readonly flags: Flags;
} {
  if (!minorFacts(openshift.release.minor).podInfraContainerImageFlag) return { settings: {}, flags: {} };
  return {
    settings: { EnvironmentFile: bootkubePaths.pauseEnvironment },
    flags: { "pod-infra-container-image": `\${${pauseVariable}}` },
  };
}

/** Flags and no file, as the kubelet ends with either where it is told to read one that is not there yet. */
function kubeletFlags({ bootstrap, serviceDomain }: OpenshiftClusterPlan): Flags {
  return {
    "anonymous-auth": false,
    "container-runtime-endpoint": "unix:///var/run/crio/crio.sock",
    "runtime-request-timeout": {
      value: "10m",
      why: "the API server's image takes minutes over a slow line",
    },
    "pod-manifest-path": "/etc/kubernetes/manifests",
    "node-ip": {
      value: bootstrap.addresses,
      why: "pods are told it as their host's address, which there is no Node to tell",
    },
    "cluster-domain": serviceDomain,
    "cgroup-driver": "systemd",
    "serialize-image-pulls": false,
    "minimum-container-ttl-duration": {
      value: "6m0s",
      why: "what a container that ended has said can still be read",
    },
    "volume-plugin-dir": { value: volumePlugins, why: "its own default is below /usr, which is read-only" },
    v: 2,
  };
}
