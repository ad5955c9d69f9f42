import type { Platform } from "../../topology/plan";
import { type MachineFiles, type NodeFile, publicFile, type Unit } from "../file";
import { unitText } from "../unit-text";
import { cniDirectories } from "./cni";
import { machineLimits } from "./machine-limits";
import { stubImage } from "./stub-image";

/** Where the kubelet reaches containerd. */
export const containerdSocket = "/run/containerd/containerd.sock";

/** What containerd is told on a platform. */
interface Settings {
  /** Who makes the containers' control groups; the kubelet's cgroupDriver says the same. */
  readonly systemdCgroup: boolean;
  /** Changes of Debian's unit. */
  readonly service: Readonly<Record<string, string>>;
}

const ofPlatform: Readonly<Record<Platform, Settings>> = {
  // No kernel module is loaded in a machine that is a container, and no limit raised (facts/podman-nodes.md §9, P9).
  podman: { systemdCgroup: false, service: { ExecStartPre: "", OOMScoreAdjust: "0", ...machineLimits } },
  libvirt: { systemdCgroup: true, service: {} },
};

/** containerd with the pods' image in it. */
export function containerRuntime(platform: Platform): Partial<MachineFiles> {
  return { files: [configuration(ofPlatform[platform])], units: [unit(ofPlatform[platform])] };
}

/** containerd's configuration, version 2 (containerd 1.6, docs/cri/config.md). */
function configuration({ systemdCgroup }: Settings): NodeFile {
  return publicFile(
    "/etc/containerd/config.toml",
    `version = 2

[debug]
  level = "warn"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${stubImage.reference}"
  # A machine that is a container itself may not lower its processes' score any further.
  restrict_oom_score_adj = true

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${cniDirectories.plugins}"
    conf_dir = "${cniDirectories.configuration}"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    # The unpacked layers are all that pods need.
    discard_unpacked_layers = true

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        # As the kubelet's cgroupDriver has it.
        SystemdCgroup = ${String(systemdCgroup)}
`,
  );
}

/** Debian's unit; the pods' image is loaded before it counts as started, so before the kubelet. */
function unit({ service }: Settings): Unit {
  const load = `/usr/bin/ctr --namespace k8s.io images import ${stubImage.archive}`;
  return {
    name: "containerd.service",
    enabled: true,
    dropins: [
      {
        name: "10-machine.conf",
        contents: unitText({
          Service: { ...service, ExecStartPost: load },
        }),
      },
    ],
  };
}
