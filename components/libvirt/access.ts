import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { MachineFiles } from "../../manifests/file";
import { coreosMachineFiles, virtualMachineFiles } from "../../ignition/virtual-machine";
import { sshClientConfiguration } from "../../manifests/libvirt/ssh-client";
import type { Keys } from "../../pki/issue";
import { administratorKey, hostKey, sshAccess, sshClient, type SshLogin, sshLogin } from "../../pki/ssh";
import { isOpenshift } from "../../topology/openshift/plan";
import { type ClusterPlan, type Machine, machinesOf } from "../../topology/plan";
import { Component } from "../component";
import { KeyRing } from "../key-ring";
import { script, sshFolder } from "./instance";

/** What the Access is made from. */
export interface AccessArgs {
  readonly plan: ClusterPlan;
  readonly clock: Date | undefined;
}

/** The way into virtual machines: SSH, with a key for the program and one by which each machine is known. */
export class Access extends Component {
  /** The client's files are in their folder. */
  readonly ready: pulumi.Resource;
  private readonly keys: pulumi.Output<Keys>;

  constructor(
    name: string,
    private readonly args: AccessArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Access", name, options);
    const { plan, clock } = args;
    const names = [administratorKey, ...machinesOf(plan).map(hostKey)];
    this.keys = new KeyRing(this.nameOf("keys"), { names, clock }, { parent: this }).keys;
    this.ready = this.makeClient();
    this.registerOutputs({});
  }

  /** What a machine is given, so that it is like a container and can be entered. Secret. */
  filesOf(machine: Machine): pulumi.Output<MachineFiles> {
    const { plan } = this.args;
    return pulumi.secret(
      this.keys.apply((keys) => {
        const access = sshAccess(keys, machine);
        return isOpenshift(plan) ? coreosMachineFiles(access) : virtualMachineFiles(plan, machine, access);
      }),
    );
  }

  /** By what a machine is logged in to. Secret. */
  loginTo(machine: Machine): pulumi.Output<SshLogin> {
    return pulumi.secret(this.keys.apply((keys) => sshLogin(keys, machine)));
  }

  private makeClient(): pulumi.Resource {
    const { plan } = this.args;
    const machines = machinesOf(plan);
    const client = this.keys.apply((keys) => sshClient(keys, machines));
    return new command.local.Command(
      this.nameOf("client"),
      {
        create: script("access-up"),
        delete: script("access-down"),
        stdin: pulumi.secret(client.apply(({ privateKeyPem }) => privateKeyPem)),
        environment: {
          SSH_FOLDER: sshFolder(plan),
          CONFIGURATION: sshClientConfiguration(machines),
          KNOWN_HOSTS: pulumi.unsecret(client.apply(({ knownHosts }) => knownHosts)),
        },
      },
      { parent: this },
    );
  }
}
