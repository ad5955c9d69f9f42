import { type ConfigInput, parseConfig } from "../../topology/config";
import { ConfigError, type Problem } from "../../topology/problems";

/** A release image by digest. */
export const okdRelease = `quay.io/okd/scos-release@sha256:${"5".repeat(64)}`;

/** Virtual machines that boot CoreOS behind HAProxy on the hypervisor. */
export const coreosLibvirt = {
  loadBalancer: "host",
  image: {
    url: "https://example.com/scos-qemu.x86_64.qcow2.gz",
    sha256: "1".repeat(64),
    uncompressedSha256: "2".repeat(64),
  },
} as const;

/** A valid configuration of OKD on libvirt, with the given values of the key openshift and of other keys. */
export function okdInput(openshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return {
    distribution: "okd",
    platform: "libvirt",
    libvirt: coreosLibvirt,
    openshift: { version: "4.19.0-okd-scos.1", release: okdRelease, ...openshift },
    ...more,
  };
}

/** A valid one of a rehearsal on podman. */
export function rehearsalInput(openshift: object = {}, more: ConfigInput = {}): ConfigInput {
  return { distribution: "okd", openshift: { version: "4.20.0", payload: "folder", ...openshift }, ...more };
}

/** The text of a pull secret with an entry for each registry, user and password. */
export function pullSecretText(passwords: Readonly<Record<string, string>>): string {
  const auths = Object.entries(passwords).map(
    ([registry, password]) =>
      [registry, { auth: Buffer.from(`user:${password}`).toString("base64") }] as const,
  );
  return JSON.stringify({ auths: Object.fromEntries(auths) });
}

/** A password that is a token, valid until a time. */
export function tokenUntil(end: Date): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS512" })}.${part({ sub: "user", exp: end.getTime() / 1000 })}.c2lnbmF0dXJl`;
}

/** A valid configuration of OpenShift on libvirt. */
export function ocpInput(openshift: object = {}, more: ConfigInput = {}): ConfigInput {
  const release = `quay.io/openshift-release-dev/ocp-release@sha256:${"6".repeat(64)}`;
  const pullSecret = pullSecretText({ "quay.io": "a", "cloud.openshift.com": "b" });
  return okdInput({ version: "4.18.0", release, ...openshift }, { distribution: "ocp", pullSecret, ...more });
}

/** What is wrong with a configuration of the stack dev; nothing where it is accepted. */
export function problemsIn(input: ConfigInput): readonly Problem[] {
  try {
    parseConfig("dev", input);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The same as text, a key and what is wrong with it. */
export function wrongIn(input: ConfigInput): readonly string[] {
  return problemsIn(input).map(({ where, what }) => `${where}: ${what}`);
}
