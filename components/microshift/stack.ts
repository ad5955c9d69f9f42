import * as pulumi from "@pulumi/pulumi";
import type { ClusterConfig } from "../../topology/config";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import type { OwnImages } from "../images";
import { instanceOf } from "../platform";
import type { StackOutputs } from "../stack-outputs";
import { standUpMicroshift } from "./cluster";
import { podmanFoundation } from "./podman";

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
    pace: {},
    stage: "the whole cluster",
  };
}

interface Given {
  readonly config: ClusterConfig;
  readonly images: OwnImages;
  readonly pullSecret: pulumi.Output<string>;
  readonly now: Date;
}

type Stood = Pick<StackOutputs, "kubeconfig" | "verification" | "files" | "apiUrl" | "networkNamespace">;

function standUpOn(plan: MicroshiftPlan, { pullSecret, now }: Given): Stood {
  switch (plan.platform.kind) {
    case "podman": {
      const foundation = podmanFoundation({ plan, podman: plan.platform, pullSecret });
      return {
        ...standUpMicroshift(foundation, now),
        files: {},
        apiUrl: `https://127.0.0.1:${plan.api.forwardedPort}`,
        networkNamespace: instanceOf(plan),
      };
    }
    case "libvirt":
    case "ssh":
      throw new Error("not yet");
  }
}
