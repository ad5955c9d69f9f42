import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { Failure } from "../failure";
import { writeAtomically } from "../files";
import { capture } from "../process";
import { timed, type Reporter } from "../report";
import type { HostPackage } from "./packages";

const POLICY = "/usr/sbin/policy-rc.d";
const POLICY_TEXT = "#!/bin/sh\n# Written by the hardway toolchain while it installs packages.\nexit 101\n";

/** The packages whose file is not there. */
export function missingPackages(packages: readonly HostPackage[]): readonly HostPackage[] {
  return packages.filter(({ proof }) => !existsSync(proof));
}

/** The command that installs packages, for this machine's user or as a remedy in an error. */
export function installCommand(packages: readonly HostPackage[]): readonly string[] {
  return ["apt-get", "install", "-y", "--no-install-recommends", ...packages.map(({ name }) => name)];
}

/** What keeps this process from installing packages itself, or undefined. */
export function cannotInstall(): string | undefined {
  if (!existsSync("/usr/bin/apt-get")) return "this system has no apt-get";
  return process.getuid?.() === 0 ? undefined : "installing packages needs root";
}

/** Installs what is missing; a machine where that is impossible gets the names and the command. */
export async function ensurePackages(packages: readonly HostPackage[], reporter: Reporter): Promise<void> {
  await timed(reporter, "system packages", async () => {
    const missing = missingPackages(packages);
    if (missing.length === 0) return { outcome: "current", detail: `all ${packages.length} there` };
    const why = cannotInstall();
    if (why !== undefined) throw notInstallable(missing, why);
    const names = missing.map(({ name }) => name).join(", ");
    reporter.begin("system packages", `installing ${names}`);
    await installPackages(missing);
    return { outcome: "done", detail: `installed ${names}` };
  });
}

function notInstallable(missing: readonly HostPackage[], why: string): Failure {
  return new Failure({
    what: `system packages are missing: ${missing.map(({ name }) => name).join(", ")}`,
    where: missing.map(({ proof }) => proof).join(", "),
    why,
    remedy: `sudo ${installCommand(missing).join(" ")}`,
  });
}

async function installPackages(packages: readonly HostPackage[]): Promise<void> {
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  await capture({ program: "apt-get", arguments: ["update"], environment });
  const [program = "", ...rest] = installCommand(packages);
  await withServicesOff(async () => {
    await capture({ program, arguments: rest, environment });
    const units = packages.flatMap(({ services }) => services ?? []);
    // Kept from starting now by the policy, and at the next boot by this.
    if (units.length > 0) await capture({ program: "systemctl", arguments: ["disable", ...units] });
  });
  const absent = missingPackages(packages);
  if (absent.length > 0)
    throw notInstallable(absent, "apt-get installed them, yet their files are not there");
}

/** Debian's own switch against a package starting its service; a policy of the machine's owner is kept. */
async function withServicesOff(work: () => Promise<void>): Promise<void> {
  const own = !existsSync(POLICY) || readFileSync(POLICY, "utf8") === POLICY_TEXT;
  if (own) await writeAtomically(POLICY, POLICY_TEXT, 0o755);
  try {
    await work();
  } finally {
    if (own) await rm(POLICY, { force: true });
  }
}
