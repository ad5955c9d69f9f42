import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { OpenshiftControlPlane } from "../../components/openshift/control-plane";
import type { Platform } from "../../components/platform";
import type { ConfigInput } from "../../topology/config";
import { openshiftTestBundle } from "../support/openshift-keys";
import { openshiftPlanOf } from "../support/openshift-plan";

/*
 * A program for the engine, not for jest: the control planes of OpenShift as they are, on a platform whose machines are
 * lines of a record, with the configuration that is in the environment. The gates' program is played, too.
 */
const config = JSON.parse(process.env["CONFIG"] ?? "{}") as ConfigInput;
const plan = openshiftPlanOf({}, { platform: "libvirt", ...config });
const record = (line: string): string => `echo '${line}' >> record`;
const network = new command.local.Command("network", { create: "true" });

const platform: Platform = {
  network,
  wayToApi: network,
  boot: (name, { machine, after }, { parent }) => {
    const options = { parent, deletedWith: network, deleteBeforeReplace: true };
    const made = new command.local.Command(
      `${name}-made`,
      {
        create: `mkdir -p machines && touch machines/${machine.name} && ${record(`${machine.name} made`)}`,
        update: "true",
        delete: record(`${machine.name} removed`),
        triggers: [machine.generation],
      },
      { ...options, dependsOn: [network, ...after] },
    );
    const booted = new command.local.Command(
      `${name}-booted`,
      { create: "true", triggers: [made.id] },
      options,
    );
    return { made, booted };
  },
  extraFilesOf: () => undefined,
  inNetwork: "",
  pace: {},
  channel: {},
  channelTo: () => ({}),
};

const bundle = openshiftTestBundle(plan);
const all = pulumi.secret(pulumi.output({ bundle, values: { pullSecret: "{}", kubeadminHash: "none" } }));
new OpenshiftControlPlane("control-plane", {
  foundation: { plan, platform, secrets: { all } },
  bootstrap: { seeded: network, certificatesEnd: pulumi.secret("2027-01-01T00:00:00Z") },
});
