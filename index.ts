import { standUp } from "./components/cluster";
import { fetchedImageFile } from "./components/libvirt/image";
import { LibvirtPlatform } from "./components/libvirt/platform";
import { PodmanPlatform } from "./components/podman/platform";
import { instanceOf } from "./components/platform";
import { Secrets } from "./components/secrets";
import { readStackConfig } from "./components/stack-config";
import { whatToLookAt } from "./components/what-to-look-at";
import { machineImageReference } from "./machine-image/reference";
import { vmImageFile } from "./machine-image/vm-image";
import { hostApiUrl } from "./topology/endpoints";
import { libvirtOf } from "./topology/libvirt";
import { plan as makePlan } from "./topology/make-plan";

const config = readStackConfig();
const plan = makePlan(config);
const clock = config.clock === undefined ? undefined : new Date(config.clock);

const platform =
  plan.platform === "podman"
    ? new PodmanPlatform({ plan, image: machineImageReference() })
    : new LibvirtPlatform({ plan, image: bootImageFile(), clock });
const secrets = new Secrets("secrets", { plan, clock });
const { verified, stoppedAfter } = standUp({ plan, platform, secrets });

export const kubeconfig = secrets.kubeconfig("admin");
export const breakGlassKubeconfig = secrets.kubeconfig("break-glass");
export const certificates = verified?.certificates ?? [];
export const files = verified?.files ?? {};
export const apiUrl = hostApiUrl(plan);
export const networkNamespace = plan.platform === "podman" ? instanceOf(plan) : "";
/** What the gates and the health checks are told of how slow the machines are, as their environment. */
export const pace = platform.pace;
/** Empty where the configuration stops before the cluster is whole. */
export const verification = verified?.input ?? "";
/** How far the cluster was stood up, and what to look at where the configuration stops after a stage. */
export const stage = stoppedAfter ? whatToLookAt(plan, stoppedAfter) : "the whole cluster";

/** The file of the image that virtual machines boot from: the one that is made here, unless there is another by its address. */
function bootImageFile(): string {
  const { image } = libvirtOf(plan);
  return image === undefined ? vmImageFile() : fetchedImageFile(image);
}
