import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { DemoApplication } from "../../components/microshift/objects/demo-application";
import { microshiftProvider } from "../../components/microshift/objects/provider";
import { VirtualAddress } from "../support/virtual-address-component";
import { objectsPlan } from "../support/microshift-objects";

/*
 * A program for the engine, not for jest: the objects of a MicroShift cluster, in the cluster of a kubeconfig whose path is
 * in the environment.
 */
const plan = objectsPlan(JSON.parse(process.env["MICROSHIFT"] ?? "{}") as object);
const kubeconfig = pulumi.secret(readFileSync(process.env["KUBECONFIG_FILE"] ?? "", "utf8"));
const provider = microshiftProvider("provider", { kubeconfig, clusterName: plan.clusterName }, {});
new VirtualAddress("virtual-address", { plan, provider });
new DemoApplication("demo", { plan, provider });
