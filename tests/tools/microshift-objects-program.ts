import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { DemoApplication } from "../../components/microshift/objects/demo-application";
import { microshiftProvider } from "../../components/microshift/objects/provider";
import { objectsPlan } from "../support/microshift-objects";

/*
 * A program for the engine, not for jest: the demo application of a MicroShift cluster, in the cluster of a kubeconfig
 * whose path is in the environment. The virtual address is not its matter: MicroShift itself makes that of files.
 */
const plan = objectsPlan(JSON.parse(process.env["MICROSHIFT"] ?? "{}") as object);
const kubeconfig = pulumi.secret(readFileSync(process.env["KUBECONFIG_FILE"] ?? "", "utf8"));
const provider = microshiftProvider("provider", { kubeconfig, clusterName: plan.clusterName }, {});
new DemoApplication("demo", { plan, provider });
