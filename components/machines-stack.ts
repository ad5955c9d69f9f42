import * as pulumi from "@pulumi/pulumi";
import type { ClusterConfig } from "../topology/config";
import { hostApiUrl } from "../topology/endpoints";
import { libvirtOf } from "../topology/libvirt";
import { plan as makePlan } from "../topology/make-plan";
import { isOpenshift, type OpenshiftClusterPlan } from "../topology/openshift/plan";
import { pullSecretOf } from "../topology/openshift/pull-secret";
import type { ClusterPlan } from "../topology/plan";
import { standUp } from "./cluster";
import type { OwnImages } from "./images";
import { fetchedImageFile } from "./libvirt/image";
import { LibvirtPlatform } from "./libvirt/platform";
import { standUpOpenshift } from "./openshift/cluster";
import { OpenshiftSecrets } from "./openshift/secrets";
import { instanceOf, type Platform } from "./platform";
import { PodmanPlatform } from "./podman/platform";
import { Secrets } from "./secrets";
import type { StackOutputs } from "./stack-outputs";
import { whatToLookAt } from "./what-to-look-at";

/** A stack of machines that this program makes from their first boot on: Kubernetes, OpenShift or OKD. */
export function machinesStack(config: ClusterConfig, images: OwnImages): StackOutputs {
  const plan = makePlan(config);
  const clock = config.clock === undefined ? undefined : new Date(config.clock);
  const platform = platformFor(plan, { images, clock });
  const { stoppedAfter, ...stood } = isOpenshift(plan)
    ? openshiftStack({ plan, platform, clock, config })
    : kubernetesStack({ plan, platform, clock });
  return {
    ...stood,
    apiUrl: hostApiUrl(plan),
    networkNamespace: plan.platform === "podman" ? instanceOf(plan) : "",
    pace: platform.pace,
    stage: stoppedAfter ? whatToLookAt(plan, stoppedAfter) : "the whole cluster",
  };
}

interface Standing<Plan extends ClusterPlan> {
  readonly plan: Plan;
  readonly platform: Platform;
  readonly clock: Date | undefined;
}

/** What the two kinds of cluster tell of themselves. */
type Stood = Omit<StackOutputs, "apiUrl" | "networkNamespace" | "pace" | "stage"> & {
  readonly stoppedAfter: ClusterPlan["until"];
};

function platformFor(
  plan: ClusterPlan,
  { images, clock }: { readonly images: OwnImages; readonly clock: Date | undefined },
): Platform {
  return plan.platform === "podman"
    ? new PodmanPlatform({ plan, image: podmanImage(plan, images) })
    : new LibvirtPlatform({ plan, image: bootImageFile(plan, images), clock });
}

/** The image of podman machines: the one that is made here, or in a rehearsal the one that the user has had made. */
function podmanImage(plan: ClusterPlan, images: OwnImages) {
  const rehearsal = plan.openshift?.machineImage;
  return rehearsal === undefined
    ? { reference: images.container(), makes: "node --require tsx/cjs tools/main.ts image" }
    : { reference: rehearsal, makes: "components/podman/rehearsal-image-missing.sh" };
}

/** The file of the image that virtual machines boot from: the one that is made here, unless there is another by its address. */
export function bootImageFile(plan: ClusterPlan, images: OwnImages): string {
  const { image } = libvirtOf(plan);
  return image === undefined ? images.disk() : fetchedImageFile(image);
}

function kubernetesStack({ plan, platform, clock }: Standing<ClusterPlan>): Stood {
  const secrets = new Secrets("secrets", { plan, clock });
  const { verified, stoppedAfter } = standUp({ plan, platform, secrets });
  return {
    kubeconfig: secrets.kubeconfig("admin"),
    breakGlassKubeconfig: secrets.kubeconfig("break-glass"),
    certificates: verified?.certificates ?? [],
    files: verified?.files ?? {},
    consoleUrl: "",
    kubeadminPassword: "",
    verification: verified?.input ?? "",
    stoppedAfter,
  };
}

function openshiftStack({
  plan,
  platform,
  clock,
  config,
}: Standing<OpenshiftClusterPlan> & { readonly config: ClusterConfig }): Stood {
  const pullSecret = pulumi.secret(pullSecretOf(config));
  const secrets = new OpenshiftSecrets("secrets", { plan, pullSecret, clock });
  const { verification, files, stoppedAfter } = standUpOpenshift({ plan, platform, secrets });
  return {
    kubeconfig: secrets.kubeconfig,
    breakGlassKubeconfig: "",
    certificates: secrets.ledger,
    files,
    consoleUrl: `https://console-openshift-console.${plan.openshift.appsDomain}`,
    kubeadminPassword: secrets.kubeadminPassword,
    verification,
    stoppedAfter,
  };
}
