import { executableFile, type MachineFiles } from "../file";
import type { Pace } from "../../topology/pace";
import { startAtBoot, unitText } from "../unit-text";

const scriptPath = "/usr/local/bin/kubelet-certified";

/** The link to the client certificate that the kubelet uses at present. */
const certificate = "/var/lib/kubelet/pki/kubelet-client-current.pem";

/**
 * Starts the kubelet anew when it has its certificate after a long wait. A kubelet that waits tries to register its
 * node ever more seldom, up to 7 s apart, while it looks for the node's CSINode from the first moment on, at 0.1, 0.6,
 * 4 and 23 s: a node that is registered after the third look is Ready only after the fourth. One that finds its
 * certificate at its start registers at once (kubelet: registerWithAPIServer, initializeCSINode). An emulated machine
 * has none of it, as there a start of the kubelet takes longer than that.
 */
export function kubeletCertified(pace: Pace): Partial<MachineFiles> {
  if (pace === "emulated") return {};
  return {
    files: [executableFile(scriptPath, script)],
    units: [
      {
        name: "kubelet-certified.service",
        enabled: true,
        contents: unitText({
          Unit: { Description: "Starts the kubelet anew when it has its certificate after a long wait" },
          Service: { Type: "exec", RemainAfterExit: "yes", ExecStart: scriptPath },
          Install: startAtBoot,
        }),
      },
    ],
  };
}

const script = `#!/bin/sh
# Starts the kubelet anew when it has its client certificate after a wait of more than three seconds.
set -eu

looks=0
until [ -e ${certificate} ]; do
  sleep 0.2
  looks=$((looks + 1))
done
if [ "$looks" -gt 15 ]; then systemctl restart kubelet.service; fi
`;
