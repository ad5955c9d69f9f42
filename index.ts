import * as pulumi from "@pulumi/pulumi";
import { standUp } from "./components/cluster";
import { fetchedImageFile } from "./components/libvirt/image";
import { LibvirtPlatform } from "./components/libvirt/platform";
import { PodmanPlatform } from "./components/podman/platform";
import { standUpOpenshift } from "./components/openshift/cluster";
import { OpenshiftSecrets } from "./components/openshift/secrets";
import { instanceOf } from "./components/platform";
import { Secrets } from "./components/secrets";
import { readStackConfig } from "./components/stack-config";
import { whatToLookAt } from "./components/what-to-look-at";
import { machineImageReference } from "./machine-image/reference";
import { vmImageFile } from "./machine-image/vm-image";
import { hostApiUrl } from "./topology/endpoints";
import { libvirtOf } from "./topology/libvirt";
import { plan as makePlan } from "./topology/make-plan";
import { isOpenshift, type OpenshiftClusterPlan } from "./topology/openshift/plan";
import { pullSecretOf } from "./topology/openshift/pull-secret";
import type { ClusterPlan } from "./topology/plan";

const config = readStackConfig();
const plan = makePlan(config);
const clock = config.clock === undefined ? undefined : new Date(config.clock);

const platform =
  plan.platform === "podman"
    ? new PodmanPlatform({ plan, image: podmanImage() })
    : new LibvirtPlatform({ plan, image: bootImageFile(), clock });
const stood = isOpenshift(plan) ? standUpOpenshiftStack(plan) : standUpKubernetesStack(plan);

export const kubeconfig = stood.kubeconfig;
/** Empty where the distribution's own administrator passes every check anyway. */
export const breakGlassKubeconfig = stood.breakGlassKubeconfig;
export const certificates = stood.certificates;
export const files = stood.files;
export const apiUrl = hostApiUrl(plan);
/** Empty where the distribution has no console. */
export const consoleUrl = stood.consoleUrl;
/** The password of the console's first user; empty where there is none. */
export const kubeadminPassword = stood.kubeadminPassword;
export const networkNamespace = plan.platform === "podman" ? instanceOf(plan) : "";
/** What the gates and the health checks are told of how slow the machines are, as their environment. */
export const pace = platform.pace;
/** Empty where the configuration stops before the cluster is whole. */
export const verification = stood.verification;
/** How far the cluster was stood up, and what to look at where the configuration stops after a stage. */
export const stage = stood.stoppedAfter ? whatToLookAt(plan, stood.stoppedAfter) : "the whole cluster";

/** The image of podman machines: the one that is made here, or in a rehearsal the one that the user has had made. */
function podmanImage() {
  const rehearsal = plan.openshift?.machineImage;
  return rehearsal === undefined
    ? { reference: machineImageReference(), makes: "node --require tsx/cjs tools/main.ts image" }
    : { reference: rehearsal, makes: "components/podman/rehearsal-image-missing.sh" };
}

/** The file of the image that virtual machines boot from: the one that is made here, unless there is another by its address. */
function bootImageFile(): string {
  const { image } = libvirtOf(plan);
  return image === undefined ? vmImageFile() : fetchedImageFile(image);
}

function standUpKubernetesStack(kubernetes: ClusterPlan) {
  const secrets = new Secrets("secrets", { plan: kubernetes, clock });
  const { verified, stoppedAfter } = standUp({ plan: kubernetes, platform, secrets });
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

function standUpOpenshiftStack(openshift: OpenshiftClusterPlan) {
  const pullSecret = pulumi.secret(pullSecretOf(config));
  const secrets = new OpenshiftSecrets("secrets", { plan: openshift, pullSecret, clock });
  const {
    verification: checks,
    files: given,
    stoppedAfter,
  } = standUpOpenshift({
    plan: openshift,
    platform,
    secrets,
  });
  return {
    kubeconfig: secrets.kubeconfig,
    breakGlassKubeconfig: "",
    certificates: secrets.ledger,
    files: given,
    consoleUrl: `https://console-openshift-console.${openshift.openshift.appsDomain}`,
    kubeadminPassword: secrets.kubeadminPassword,
    verification: checks,
    stoppedAfter,
  };
}
