import type * as pulumi from "@pulumi/pulumi";
import { permissions } from "../manifests/kubernetes/objects/rbac";
import type { ApiStart } from "./api-start";
import { connection, makeObject } from "./cluster-objects";
import { Component } from "./component";
import type { Foundation } from "./foundation";

/** What the Permissions are made from. */
export interface PermissionsArgs {
  readonly foundation: Foundation;
  readonly start: ApiStart;
}

/**
 * What the cluster's users may do. They are given by the break-glass user, the only one whom a new API server
 * obeys, and are the only objects that are made in its name.
 */
export class Permissions extends Component {
  readonly given: readonly pulumi.Resource[];

  constructor(name: string, args: PermissionsArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("Permissions", name, options);
    const { platform } = args.foundation;
    const provider = connection(this.nameOf("break-glass"), "break-glass", args.foundation, { parent: this });
    this.given = permissions.map((object) =>
      makeObject(name, object, {
        parent: this,
        provider,
        dependsOn: [args.start.apiReady],
        deletedWith: platform.network,
      }),
    );
    this.registerOutputs({});
  }
}
