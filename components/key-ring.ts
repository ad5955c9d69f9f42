import * as pulumi from "@pulumi/pulumi";
import type { Keys } from "../pki/issue";
import { Component } from "./component";
import { KeyPair } from "./key-pair";

/** What a KeyRing is made from. */
export interface KeyRingArgs {
  /** The keys' names in the certificate table, for example `master-0/apiserver`. */
  readonly names: readonly string[];
  /** What the keys are made after, so that those of later machines do not hold up the first. */
  readonly after: readonly pulumi.Resource[];
}

/** The keys of one owner: the authorities, the operators or a machine. */
export class KeyRing extends Component {
  readonly names: readonly string[];
  /** The keys by name. Secret. */
  readonly keys: pulumi.Output<Keys>;

  constructor(name: string, { names, after }: KeyRingArgs, options: pulumi.ComponentResourceOptions) {
    super("KeyRing", name, options);
    this.names = names;
    const materials = names.map(
      (key) => new KeyPair(this.nameOf(lastPart(key)), { parent: this, dependsOn: [...after] }).material,
    );
    this.keys = pulumi
      .all(materials)
      .apply((made) => Object.fromEntries(names.flatMap((key, index) => entry(key, made[index]))));
    this.registerOutputs({});
  }
}

/** The ring's own name says whose keys these are. */
function lastPart(key: string): string {
  return key.slice(key.indexOf("/") + 1);
}

function entry<T>(name: string, value: T | undefined): readonly (readonly [string, T])[] {
  return value === undefined ? [] : [[name, value]];
}
