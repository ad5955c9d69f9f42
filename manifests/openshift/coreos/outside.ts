import type { HttpProxy, OpenshiftPlan } from "../../../topology/openshift/plan";
import { type MachineFiles, publicFile, rootFile } from "../../file";
import { proxyVariables } from "../proxy-variables";

/** How a machine of CoreOS reaches what is outside: whom it trusts besides, and through which proxy. */
export function outsideWorld({
  trustBundle,
  proxy,
}: Pick<OpenshiftPlan, "trustBundle" | "proxy">): Partial<MachineFiles> {
  return {
    files: [
      // CoreOS takes what lies here into its list of authorities at its first boot.
      ...(trustBundle === ""
        ? []
        : [publicFile("/etc/pki/ca-trust/source/anchors/hardway.crt", trustBundle)]),
      // For root alone: only services use the way out, and no user need know it.
      ...(proxy === undefined
        ? []
        : [rootFile("/etc/systemd/system.conf.d/10-proxy.conf", proxyEnvironment(proxy))]),
    ],
  };
}

/** The environment of every unit (systemd-system.conf(5)), where a percent sign would begin a specifier. */
function proxyEnvironment(proxy: HttpProxy): string {
  const assignments = Object.entries(proxyVariables(proxy)).flatMap(([name, value]) =>
    [name, name.toLowerCase()].map(
      (each) => `"${each}=${value.replaceAll("%", "%%").replace(/["\\]/g, "\\$&")}"`,
    ),
  );
  return `[Manager]\nDefaultEnvironment=${assignments.join(" ")}\n`;
}
