import * as pulumi from "@pulumi/pulumi";
import { OpenshiftFirstControlPlane } from "../../components/openshift/first-control-plane";
import { OpenshiftGrowingControlPlane } from "../../components/openshift/growing-control-plane";
import type { ConfigInput } from "../../topology/config";
import { openshiftTestBundle } from "../support/openshift-keys";
import { inPlacePlanOf } from "../support/openshift-plan";
import { recordingPlatform } from "./recording-platform";

/*
 * A program for the engine, not for jest: a cluster that begins in place and grows, its components as they are, on a
 * platform whose machines are lines of a record. The gates' program is played, too.
 */
const config = JSON.parse(process.env["CONFIG"] ?? "{}") as ConfigInput;
// Without a release image nothing asks the machine how far it has taken one in.
const plan = inPlacePlanOf({ payload: "folder" }, config);
const bundle = openshiftTestBundle(plan);
const all = pulumi.secret(pulumi.output({ bundle, values: { pullSecret: "{}", kubeadminHash: "none" } }));
const foundation = { plan, platform: recordingPlatform(), secrets: { all } };
const first = new OpenshiftFirstControlPlane("first-control-plane", { foundation });
new OpenshiftGrowingControlPlane("control-plane", { foundation, first });
