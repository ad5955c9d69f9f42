import { timesOf } from "../../../topology/pace";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { mounts } from "../bootstrap-mounts";
import { apiText } from "./api";
import { afterInstallText, lastWordsOfNode } from "../in-place/after-install";
import { installationDiskText } from "../in-place/installation-disk";
import { masterIgnitionText } from "../in-place/master-ignition";
import { versionOperatorText } from "../in-place/version-operator";
import { floatingAddressStep } from "../floating-address/floating-address";
import { handoverText } from "./handover";
import { imagesText, podsText } from "./images";
import { objectsText } from "./objects";
import { bootkubePaths, type BootkubeScript } from "./paths";
import { recordsText } from "./records";
import { releaseImageText } from "./release-image";
import { etcdOperatorText, rendersText } from "./renders";
import { type BootkubeStage, stagesOf } from "./stages";
import { startText } from "./start";

/** The script that takes in the release image, before the kubelet starts. */
export function releaseImageScript(plan: OpenshiftClusterPlan, stages = stagesOf(plan)): string {
  const nobody = "publish() {\n  return 0\n}\n";
  return script(plan, {
    name: "release-image",
    does: "Takes in the release image and what it says, and tells CRI-O of its image for pods.",
    stages,
    parts: [nobody, imagesText, releaseImageText(plan)],
    end: "",
  });
}

/**
 * The script that stands up the first control plane, creates the cluster's objects, and leaves when others have taken
 * over, or installs the machine as the first of them. It may be killed at any moment and begun again.
 */
export function bootkubeScript(plan: OpenshiftClusterPlan, stages = stagesOf(plan)): string {
  const isImage = plan.openshift.payload === "image";
  const begin = [apiText, imagesText, podsText, ...(isImage ? [rendersText(plan)] : [])];
  if (plan.openshift.inPlace !== undefined) {
    return script(plan, {
      name: "bootkube",
      does: "Stands up the control plane in memory and the cluster's objects, and installs the machine with both.",
      stages,
      parts: [
        ...begin,
        floatingAddressStep(plan),
        startText(plan),
        objectsText,
        versionOperatorText,
        installationDiskText(plan.openshift.inPlace),
        masterIgnitionText(plan),
      ],
      end: intoInstalledSystem,
    });
  }
  return script(plan, {
    name: "bootkube",
    does: "Stands up the first control plane and the cluster's objects, and leaves when others have taken over.",
    stages,
    parts: [
      ...begin,
      ...(isImage ? [etcdOperatorText] : []),
      startText(plan),
      objectsText,
      handoverText(plan),
    ],
    end: lastWords,
  });
}

/** The script that completes the bootstrap on the node which has been installed in place. */
export function afterInstallScript(plan: OpenshiftClusterPlan, stages = stagesOf(plan)): string {
  return script(plan, {
    name: "after-install",
    does: "Completes the bootstrap on the node that came out of it, and removes what was needed for it alone.",
    stages,
    parts: [apiText, afterInstallText(plan)],
    end: `${lastReport}${lastWordsOfNode}`,
  });
}

interface ScriptParts {
  readonly name: BootkubeScript;
  readonly does: string;
  readonly stages: readonly BootkubeStage[];
  readonly parts: readonly string[];
  /** What follows the last stage. */
  readonly end: string;
}

/** Read by a shell that runs it, a script begins; read by one that reads it in, it gives its functions alone. */
function script(plan: OpenshiftClusterPlan, { name, does, stages, parts, end }: ScriptParts): string {
  const own = stages.filter((stage) => stage.script === name);
  return `#!/bin/bash
# ${does}
set -euo pipefail
shopt -s inherit_errexit
umask 077

look_every=${Math.max(2000, timesOf[plan.pace].scriptsLookEvery) / 1000}

${recordsText(stages)}${parts.join("")}
main() {
  mkdir -p ${bootkubePaths.home} ${bootkubePaths.staticPods}
${own.map((stage) => `${explained(stage)}  run_stage ${stage.name} ${stage.budgetSeconds}\n`).join("")}${end}}

if [ "\${BASH_SOURCE[0]}" = "$0" ]; then main; fi
`;
}

function explained({ does, why }: BootkubeStage): string {
  return `  # It ${does}:\n  # ${why}.\n`;
}

/** Where the machine has keys, whoever reads them, once its control plane has ended. */
const keyFolders = [
  bootkubePaths.manifests,
  bootkubePaths.auth,
  bootkubePaths.renders,
  bootkubePaths.renderInputs,
  mounts.etcdCertificates.onMachine,
  mounts.loopbackKubeconfig.onMachine,
  mounts.nodeKubeconfig.onMachine,
  mounts.machineConfigServerPair.onMachine,
] as const;

/** Those who wait for the last word of the report are given a minute of chances to hear it. */
const lastReport = `  for _ in {1..30}; do
    publish
    if cmp -s ${bootkubePaths.report} ${bootkubePaths.report}.published; then break; fi
    sleep "$look_every"
  done
`;

const lastWords = `${lastReport}  : >${bootkubePaths.done}
  # The machine's disk may outlive its use, and has the keys of all signers; what they signed for others stays good.
  rm -rf ${keyFolders.join(" ")}
  echo 'bootkube: nothing needs this machine any more'
  systemctl poweroff
`;

/** What is in memory ends with the boot, the keys as well. */
const intoInstalledSystem = `  : >${bootkubePaths.done}
  echo 'bootkube: the machine is installed, and boots from its disk'
  systemctl reboot
`;
