import { type ConfigInput, parseConfig } from "../../topology/config";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan } from "../../topology/microshift/plan";

/** A host of platform ssh; its key is none that any host has. */
export const sshHost = {
  address: "192.0.2.10",
  hostKey: `ssh-ed25519 ${"A".repeat(68)}`,
} as const;

/** The text of a private key that opens nothing. */
export const unusedPrivateKey =
  "-----BEGIN OPENSSH PRIVATE KEY-----\nnone\n-----END OPENSSH PRIVATE KEY-----\n";

/** A valid configuration of one MicroShift node on podman, with the given values of the key microshift and of other keys. */
export function microshiftInput(microshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return { distribution: "microshift", topology: "single", microshift, ...more };
}

/** The same of several nodes with a virtual address. */
export function microshiftHaInput(microshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return microshiftInput(microshift, { topology: "ha", ...more });
}

/** The same of one node on a host that is there already, with the packages of the community. */
export function microshiftSshInput(microshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return microshiftInput(
    { host: sshHost, packages: "community", ...microshift },
    { platform: "ssh", hostPrivateKey: unusedPrivateKey, ...more },
  );
}

/**
 * The plan of a MicroShift stack named dev: one node on podman, with the given values of any key of the configuration. The
 * functions above give those of several nodes and of other platforms: `microshiftPlanFor(microshiftHaInput())`.
 */
export function microshiftPlanFor(overrides: ConfigInput = {}): MicroshiftPlan {
  return microshiftPlan(parseConfig("dev", { ...microshiftInput(), ...overrides }));
}
