import {
  executableFile,
  type MachineFiles,
  mergeMachineFiles,
  privateDirectory,
  rootFile,
} from "../../manifests/file";
import { afterInstallScript } from "../../manifests/openshift/bootkube/script";
import { coreosNetwork } from "../../manifests/openshift/coreos/network";
import { floatingAddress } from "../../manifests/openshift/floating-address/floating-address";
import { inPlacePaths } from "../../manifests/openshift/in-place/paths";
import { afterInstallUnits } from "../../manifests/openshift/in-place/units";
import type { OwnerSecrets } from "../../manifests/openshift/objects/owner";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { ignitionConfig } from "../node";
import { openshiftBootstrapFiles } from "./bootstrap";

/**
 * The live system in whose memory a cluster begins in place (facts: sno-plus.md, section 2): all of a bootstrap machine,
 * and what is given to the node that it installs. It holds certificates that end after a day, so what is made from it is
 * made anew after that (certificates-end.ts). Secret.
 */
export function openshiftLiveFiles(
  plan: OpenshiftClusterPlan,
  bundle: OpenshiftBundle,
  secrets: OwnerSecrets,
): MachineFiles {
  return mergeMachineFiles([
    openshiftBootstrapFiles(plan, bundle, secrets),
    floatingAddress(plan),
    {
      directories: [privateDirectory("root", inPlacePaths.folder)],
      files: [rootFile(inPlacePaths.nodeConfig, `${JSON.stringify(ignitionConfig(installedFiles(plan)))}\n`)],
    },
  ]);
}

/**
 * What the first control plane has beside what every control plane is served and what comes out of the live system's
 * memory: its own name and network, and what completes the bootstrap.
 */
export function installedFiles(plan: OpenshiftClusterPlan): MachineFiles {
  return mergeMachineFiles([
    coreosNetwork(plan, plan.bootstrap),
    { files: [executableFile(inPlacePaths.script, afterInstallScript(plan))], units: afterInstallUnits },
  ]);
}
