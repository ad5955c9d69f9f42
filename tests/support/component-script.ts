import { repository } from "../../tools/paths";
import type { Command } from "../../tools/process";

/** A script of components/ for a test's own instance, as the program starts it: `podman/network-up`. */
export function componentScript(
  name: string,
  environment: Readonly<Record<string, string>>,
  input: string | Buffer = "",
): Command {
  return { program: `components/${name}.sh`, arguments: [], folder: repository, environment, input };
}

/** How `podman/network-up` is run for a network of one family, whose gateway is its first address. */
export function networkUp(instance: string, prefix: string): Command {
  const networks = `${prefix}.0/24,${prefix}.1`;
  return componentScript("podman/network-up", {
    INSTANCE: instance,
    PROJECT: repository,
    NETWORKS: networks,
  });
}

/** How everything is removed that an instance has on this host. */
export function networkDown(instance: string): Command {
  return componentScript("podman/network-down", { INSTANCE: instance });
}
