import type { Provider } from "../shared/provider";
import { check } from "./check";
import { Cluster } from "./cluster/cluster";
import { checkConfig, diffConfig } from "./configuration";
import { create } from "./create";
import { remove } from "./delete";
import { difference } from "./difference";
import { read } from "./read";
import type { Session } from "./session";
import { settingsOf } from "./settings";
import { update } from "./update";

/** The plugin `kubernetes` as one engine uses it: configured once, then asked object by object. */
export function kubernetesProvider(): Provider {
  let configured: Session | undefined;
  const session = (): Session => {
    if (!configured) throw new Error("the engine asked for an object before it configured the provider");
    return configured;
  };
  return {
    name: "kubernetes",
    version: "4.34.2",
    checkConfig,
    diffConfig,
    configure: (configuration) => {
      const settings = settingsOf(configuration);
      configured = { settings, cluster: new Cluster(settings) };
    },
    check: (request, context) => check(session(), request, context),
    diff: (request) => difference(session().settings, request),
    create: (request, context) => create(session(), request, context),
    read: (request, context) => read(session(), request, context),
    update: (request, context) => update(session(), request, context),
    delete: (request, context) => remove(session(), request, context),
  };
}
