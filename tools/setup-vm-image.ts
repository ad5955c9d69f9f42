import { ensureVmImage } from "../machine-image/vm-image";
import { ensurePackages } from "./host/apt";
import { hostPackages, type HostPackage } from "./host/packages";
import type { Reporter } from "./report";

/** The packages that virtual machines need on the host, and platform podman does not. */
export const packagesForVmImage: readonly HostPackage[] = hostPackages.filter(
  ({ neededBy }) => neededBy === "libvirt",
);

/** Makes the virtual machines' image, with what that takes beside what every command needs (tools/setup.ts). */
export async function setUpVmImage(host: Reporter, image: Reporter): Promise<void> {
  await ensurePackages(packagesForVmImage, host);
  await ensureVmImage(image);
}
