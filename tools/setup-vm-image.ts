import { ensureVmImage } from "../machine-image/vm-image";
import { ensurePackages } from "./host/apt";
import type { Reporter } from "./report";
import { packagesForLibvirt } from "./setup-libvirt";

/** Makes the virtual machines' image, with what that takes beside what every command needs (tools/setup.ts). */
export async function setUpVmImage(host: Reporter, image: Reporter): Promise<void> {
  await ensurePackages(packagesForLibvirt, host);
  await ensureVmImage(image);
}
