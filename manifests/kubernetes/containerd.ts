import { type MachineFiles, type NodeFile, publicFile, type Unit } from "../file";
import { unitText } from "../unit-text";
import { cniDirectories } from "./cni";
import { machineLimits } from "./machine-limits";
import { stubImage } from "./stub-image";

/** Where the kubelet reaches containerd. */
export const containerdSocket = "/run/containerd/containerd.sock";

/** containerd with the pods' image in it. */
export function containerRuntime(): Partial<MachineFiles> {
  return { files: [configuration()], units: [unit()] };
}

/** containerd's configuration, version 2 (containerd 1.6, docs/cri/config.md). */
function configuration(): NodeFile {
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
        SystemdCgroup = false
`,
  );
}

/**
 * Adapts Debian's unit to a machine that is a container (facts/podman-nodes.md §9, P9): no kernel module is loaded
 * there, and no limit raised. The pods' image is loaded before the unit counts as started, so before the kubelet.
 */
function unit(): Unit {
  const load = `/usr/bin/ctr --namespace k8s.io images import ${stubImage.archive}`;
  return {
    name: "containerd.service",
    enabled: true,
    dropins: [
      {
        name: "10-machine.conf",
        contents: unitText({
          Service: { ExecStartPre: "", ExecStartPost: load, OOMScoreAdjust: "0", ...machineLimits },
        }),
      },
    ],
  };
}
