import * as pulumi from "@pulumi/pulumi";
import { OpenshiftControlPlane } from "../../components/openshift/control-plane";
import type { ConfigInput } from "../../topology/config";
import { openshiftTestBundle } from "../support/openshift-keys";
import { openshiftPlanOf } from "../support/openshift-plan";
import { recordingPlatform } from "./recording-platform";

/*
 * A program for the engine, not for jest: the control planes of OpenShift as they are, on a platform whose machines are
 * lines of a record, with the configuration that is in the environment. The gates' program is played, too.
 */
const config = JSON.parse(process.env["CONFIG"] ?? "{}") as ConfigInput;
const plan = openshiftPlanOf({}, { platform: "libvirt", ...config });
const platform = recordingPlatform();
const bundle = openshiftTestBundle(plan);
const all = pulumi.secret(pulumi.output({ bundle, values: { pullSecret: "{}", kubeadminHash: "none" } }));
new OpenshiftControlPlane("control-plane", {
  foundation: { plan, platform, secrets: { all } },
  bootstrap: { seeded: platform.network, certificatesEnd: pulumi.secret("2027-01-01T00:00:00Z") },
});
