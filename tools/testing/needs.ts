import { cannotInstall, ensurePackages, missingPackages } from "../host/apt";
import { hostPackages, type HostPackage } from "../host/packages";
import { alone } from "../lock";
import { changesOnly } from "../report";
import { packagesForUp } from "../setup";
import { packagesForLibvirt, setUpLibvirt } from "../setup-libvirt";
import { setUpVmImage } from "../setup-vm-image";

/** What a part of the tests may need of the machine. */
export type NeedName = "root" | "test packages" | "host" | "libvirt" | "vm image";

/** Makes the toolchain and the machine image, as every command on a stack does first. */
export type PrepareHost = () => Promise<void>;

/** Sees to a need; returns why it cannot be met here. A fault on the way is an error, not an answer. */
type Ensure = (prepareHost: PrepareHost) => Promise<string | undefined>;

const packagesForTests: readonly HostPackage[] = hostPackages.filter(({ neededBy }) => neededBy === "test");

function missingWithoutRemedy(packages: readonly HostPackage[]): string | undefined {
  const why = cannotInstall();
  const missing = missingPackages(packages).map(({ name }) => name);
  return why !== undefined && missing.length > 0 ? `${missing.join(", ")} missing, and ${why}` : undefined;
}

const ensures: Readonly<Record<NeedName, Ensure>> = {
  root: () =>
    Promise.resolve(process.getuid?.() === 0 ? undefined : "network namespaces and machines need root"),
  "test packages": async () => {
    const why = missingWithoutRemedy(packagesForTests);
    if (why === undefined) await alone(() => ensurePackages(packagesForTests, changesOnly));
    return why;
  },
  host: async (prepareHost) => {
    const why = missingWithoutRemedy(packagesForUp);
    if (why === undefined) await prepareHost();
    return why;
  },
  // After "host": the engine installs its plugin itself.
  libvirt: async () => {
    const why = missingWithoutRemedy(packagesForLibvirt);
    if (why === undefined) await alone(() => setUpLibvirt(changesOnly));
    return why;
  },
  // After "host", which makes the programs that go into the image.
  "vm image": async () => {
    const why = missingWithoutRemedy(packagesForLibvirt);
    if (why === undefined) await alone(() => setUpVmImage(changesOnly, changesOnly));
    return why;
  },
};

/** Sees to all needs of a part; returns the first reason why one cannot be met. */
export async function unmet(
  needs: readonly NeedName[],
  prepareHost: PrepareHost,
): Promise<string | undefined> {
  for (const need of needs) {
    const why = await ensures[need](prepareHost);
    if (why !== undefined) return why;
  }
  return undefined;
}
