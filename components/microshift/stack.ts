import * as pulumi from "@pulumi/pulumi";
import { inventoryOfFiles } from "../../ignition/given";
import { nodeFiles } from "../../manifests/microshift/node-files";
import type { ClusterConfig } from "../../topology/config";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan, SshHost } from "../../topology/microshift/plan";
import { machinePlanOf } from "../../topology/microshift/machines";
import { firstControlPlaneOf } from "../../topology/plan";
import { socketAddress } from "../../topology/network";
import type { OwnImages } from "../images";
import { LibvirtPlatform } from "../libvirt/platform";
import { bootImageFile } from "../machines-stack";
import { instanceOf } from "../platform";
import type { StackOutputs } from "../stack-outputs";
import { standUpMicroshift } from "./cluster";
import type { PodmanNodes } from "./foundation";
import { standUpOnHost } from "./host-cluster";
import { podmanFoundation } from "./podman";
import { VirtualMachine } from "./virtual-machine";

/** A stack of MicroShift: nodes that are containers, a virtual machine, or a host that is there already. */
export function microshiftStack(config: ClusterConfig, images: OwnImages): StackOutputs {
  const plan = microshiftPlan(config);
  const pullSecret = pulumi.secret(config.pullSecret ?? "");
  const now = config.clock === undefined ? new Date() : new Date(config.clock);
  const stood = standUpOn(plan, { config, images, pullSecret, now });
  return {
    ...stood,
    breakGlassKubeconfig: "",
    certificates: [],
    consoleUrl: "",
    kubeadminPassword: "",
    stage: "the whole cluster",
  };
}

interface Given {
  readonly config: ClusterConfig;
  readonly images: OwnImages;
  readonly pullSecret: pulumi.Output<string>;
  readonly now: Date;
}

type Stood = Pick<
  StackOutputs,
  "kubeconfig" | "verification" | "files" | "apiUrl" | "networkNamespace" | "pace"
>;

function standUpOn(plan: MicroshiftPlan, given: Given): Stood {
  switch (plan.platform.kind) {
    case "podman":
      return onPodman(plan, plan.platform, given);
    case "libvirt":
      return onVirtualMachine(plan, given);
    case "ssh":
      return onHost(plan, plan.platform.host, given);
  }
}

function onPodman(plan: MicroshiftPlan, podman: PodmanNodes, { pullSecret, now }: Given): Stood {
  const foundation = podmanFoundation({ plan, podman, pullSecret });
  return {
    ...standUpMicroshift(foundation, now),
    files: Object.fromEntries(plan.nodes.map((node) => [node.name, inventoryOfFiles(nodeFiles(plan, node))])),
    apiUrl: `https://127.0.0.1:${plan.api.forwardedPort}`,
    networkNamespace: instanceOf(plan),
    pace: {},
  };
}

/** Ignition gives the machine its name, its network and the way in; what MicroShift needs comes by ssh, as on any host. */
function onVirtualMachine(plan: MicroshiftPlan, { config, images, pullSecret, now }: Given): Stood {
  const machines = machinePlanOf(plan);
  const node = firstControlPlaneOf(machines);
  const clock = config.clock === undefined ? undefined : now;
  const platform = new LibvirtPlatform({ plan: machines, image: bootImageFile(machines, images), clock });
  const machine = new VirtualMachine("machine", { plan: machines, machine: node, platform });
  const login = platform.loginTo(node);
  return {
    ...standUpOnHost({
      plan,
      connection: {
        host: node.address,
        port: 22,
        user: "root",
        privateKey: login.privateKeyPem,
        hostKey: login.hostKey,
      },
      pullSecret: config.pullSecret === undefined ? undefined : pullSecret,
      platform,
      after: [machine.booted],
      deletedWith: platform.network,
    }),
    files: { [node.name]: machine.files },
    apiUrl: `https://${socketAddress(node.address, plan.api.port)}`,
    networkNamespace: "",
    pace: platform.pace,
  };
}

function onHost(plan: MicroshiftPlan, host: SshHost, { config, pullSecret }: Given): Stood {
  const { address, ...login } = host;
  return {
    ...standUpOnHost({
      plan,
      connection: { ...login, host: address, privateKey: pulumi.secret(config.hostPrivateKey ?? "") },
      pullSecret: config.pullSecret === undefined ? undefined : pullSecret,
      platform: { inNetwork: "", channel: { INSTANCE: instanceOf(plan) }, pace: {} },
      after: [],
      deletedWith: undefined,
    }),
    files: {},
    apiUrl: `https://${socketAddress(address, plan.api.port)}`,
    networkNamespace: "",
    pace: {},
  };
}
