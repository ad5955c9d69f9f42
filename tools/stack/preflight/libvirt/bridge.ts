import { repository } from "../../../paths";
import { attempt } from "../../../process";

const limitSeconds = 30;

/** Looks by the function that looks again before a machine is made. */
const look = '. components/libvirt/bridge.sh; bridge_refusal "$LIBVIRT_URI" "$BRIDGE"';

/**
 * Why a hypervisor cannot have machines on a bridge, in libvirt's words; empty where it can, and where its libvirt knows
 * nothing of interfaces.
 */
export async function refusalOfBridge(uri: string, bridge: string): Promise<string> {
  const { output } = await attempt({
    program: "sh",
    arguments: ["-c", look],
    folder: repository,
    environment: { LIBVIRT_URI: uri, BRIDGE: bridge },
    limitSeconds,
  });
  return output.trim();
}
