import { basename } from "node:path";
import * as command from "@pulumi/command";
import * as libvirt from "@pulumi/libvirt";
import type * as pulumi from "@pulumi/pulumi";
import { libvirtOf } from "../../topology/libvirt";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import { instanceOf } from "../platform";
import { imageProgram } from "./image";

/** What a Storage is made from. */
export interface StorageArgs {
  readonly plan: ClusterPlan;
  /** The file of the image that machines boot from; its name tells one image from another. */
  readonly image: string;
}

/** The disks of a cluster: a pool in a folder of its own, and in it the image that every machine's disk starts from. */
export class Storage extends Component {
  readonly pool: libvirt.Pool;
  readonly base: libvirt.Volume;

  constructor(name: string, { plan, image }: StorageArgs, options: pulumi.ComponentResourceOptions) {
    super("Storage", name, options);
    const instance = instanceOf(plan);
    const { poolFolder, image: source } = libvirtOf(plan);
    this.pool = new libvirt.Pool(
      this.nameOf("pool"),
      { name: instance, type: "dir", target: { path: `${poolFolder}/${instance}` } },
      { parent: this, deleteBeforeReplace: true },
    );
    const made = new command.local.Command(
      this.nameOf("image"),
      {
        create: 'test -e "$IMAGE" || exec node --require tsx/cjs tools/main.ts "$PROGRAM"',
        environment: { IMAGE: image, ...imageProgram(source) },
        // Another pool gets its image anew, from a file that may have been removed since.
        triggers: [image, this.pool.id],
      },
      { parent: this },
    );
    this.base = new libvirt.Volume(
      this.nameOf("base"),
      { name: basename(image), pool: this.pool.name, source: image, format: "qcow2" },
      { parent: this, dependsOn: [made], deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
