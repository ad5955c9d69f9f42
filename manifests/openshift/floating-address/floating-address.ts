import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type MachineFiles, publicFile } from "../../file";
import { yamlText } from "../../yaml";
import { bootkubePaths } from "../bootkube/paths";
import type { BootkubeStage } from "../bootkube/stages";
import { isFloating } from "./floating-plan";
import { floatingMachineConfig, machineConfig } from "./machine-config";

const template = `${bootkubePaths.home}/${floatingMachineConfig}.yaml`;
const manifest = `${bootkubePaths.manifests}/${floatingMachineConfig}.yaml`;

/**
 * The MachineConfig that lets the API's address float, as a template on the system that makes the cluster: Ignition was
 * rendered before anybody had read which images the release has. Nothing where something else has the address.
 */
export function floatingAddress(plan: OpenshiftClusterPlan): Partial<MachineFiles> {
  return isFloating(plan) ? { files: [publicFile(template, yamlText(machineConfig(plan)))] } : {};
}

/** The stage that makes it one of the cluster's objects, which it must be before machines' configurations are rendered. */
export const floatingAddressStage = {
  name: "floating-address",
  script: "bootkube",
  needs: "image",
  does: "names the release's images in the MachineConfig of the address that the control planes share",
  why: "the first configuration of the first control plane has it, so that it is there whatever machine is lost",
  budgetSeconds: 60,
} as const satisfies BootkubeStage;

/** The stage's function; it needs those of images.ts and records.ts. */
export function floatingAddressStep(plan: OpenshiftClusterPlan): string {
  if (!isFloating(plan)) return "";
  return `
stage_floating_address() {
  local text
  text=$(filled ${template})
  put ${manifest} <<<"$text"
}
`;
}
