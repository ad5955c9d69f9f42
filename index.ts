import { machinesStack } from "./components/machines-stack";
import { microshiftStack } from "./components/microshift/stack";
import { readStackConfig } from "./components/stack-config";
import type { StackOutputs } from "./components/stack-outputs";
import { machineImageReference } from "./machine-image/reference";
import { vmImageFile } from "./machine-image/vm-image";

const config = readStackConfig();
const images = { container: machineImageReference, disk: vmImageFile };
const outputs: StackOutputs =
  config.distribution === "microshift" ? microshiftStack(config, images) : machinesStack(config, images);

export const {
  kubeconfig,
  breakGlassKubeconfig,
  certificates,
  files,
  apiUrl,
  consoleUrl,
  kubeadminPassword,
  networkNamespace,
  pace,
  verification,
  stage,
} = outputs;
