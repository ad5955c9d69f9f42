import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type ConnectionArgs, connectionBy } from "../../cluster-objects";

/** A connection to a MicroShift cluster's API by a kubeconfig of one of its nodes. */
export function microshiftProvider(
  name: string,
  args: ConnectionArgs,
  options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
  return connectionBy(name, { ...args, kubeconfig: pulumi.secret(args.kubeconfig) }, options);
}
