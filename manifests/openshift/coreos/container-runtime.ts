import type { OpenshiftPlan } from "../../../topology/openshift/plan";
import { type MachineFiles, publicFile, rootFile } from "../../file";
import { tomlString } from "../../toml";
import { bootkubePaths } from "../bootkube/paths";

/**
 * What podman, CRI-O and the kubelet of a bootstrap machine must know to pull images: whom to show what, and who has copies
 * (facts: openshift-hard-way.md, 7.1, 7.2 and 10.5). Which image holds a pod's namespaces is added on the machine.
 */
export function imagePulls(
  { mirrors }: Pick<OpenshiftPlan, "mirrors">,
  pullSecret: string,
): Partial<MachineFiles> {
  return {
    files: [
      rootFile(bootkubePaths.pullSecret, `${pullSecret.trim()}\n`),
      publicFile("/etc/crio/crio.conf.d/10-pull-secret.conf", crioSettings),
      ...(mirrors.length === 0
        ? []
        : [publicFile("/etc/containers/registries.conf.d/10-mirrors.conf", mirrorList(mirrors))]),
    ],
  };
}

/** CRI-O pulls the pods' own image itself, where the kubelet shows nothing for it (crio.conf(5)). */
const crioSettings = `[crio.image]
global_auth_file = "${bootkubePaths.pullSecret}"
pause_image_auth_file = "${bootkubePaths.pullSecret}"
`;

/** The mirrors as containers-registries.conf(5) has them, version 2: for images by digest alone, which no mirror can change. */
function mirrorList(mirrors: OpenshiftPlan["mirrors"]): string {
  return mirrors
    .map(({ source, mirrors: copies }) =>
      [
        "[[registry]]",
        `prefix = ${tomlString(source)}`,
        `location = ${tomlString(source)}`,
        "mirror-by-digest-only = true",
        ...copies.flatMap((copy) => ["", "[[registry.mirror]]", `location = ${tomlString(copy)}`]),
        "",
      ].join("\n"),
    )
    .join("\n");
}
