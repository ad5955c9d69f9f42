import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { bootImageHasKubelet } from "../../../topology/openshift/versions";
import { executableFile, type MachineFiles, type NodeFile, publicFile } from "../../file";
import { unitText } from "../../unit-text";
import { bootkubePaths } from "../bootkube/paths";
import { releaseImageUnit } from "../bootkube/units";
import { systemImages } from "../images";

const pullPath = "/usr/local/bin/node-image-pull.sh";
const overlayPath = "/usr/local/bin/node-image-overlay.sh";
const target = "node-image.target";
const reference = "hardway/node-image";

/** Where the system image is taken in, and how. */
interface Store {
  readonly repository: string;
  readonly checkout: string;
  /** Lines of the shell that make the repository fit to be written to. */
  readonly begin: string;
  /** By which the checkout's files are links to those of the repository, or copies. */
  readonly checkoutFlags: string;
  /** Lines that give back what the repository takes up. */
  readonly end: string;
  /** Lines that have ostree see which files of /etc are the machine's own. */
  readonly seeOwnFiles: string;
}

const installed: Store = {
  repository: "/ostree/repo",
  checkout: "/ostree/repo/tmp/node-image",
  begin: "mount -o remount,rw /sysroot\n",
  checkoutFlags: "-H ",
  end: "",
  seeOwnFiles: "",
};

/** A live system runs from its image, which nobody can write to, has /etc beside it, and memory for one copy alone. */
const live: Store = {
  repository: "/var/node-image/repo",
  checkout: "/var/node-image/checkout",
  begin: "mkdir -p /var/node-image\nostree init --repo /var/node-image/repo --mode bare\n",
  checkoutFlags: "",
  end: "rm -rf /var/node-image/repo\n",
  seeOwnFiles: "mount -o bind,ro /etc /ostree/deploy/*/deploy/*/etc\n",
};

/**
 * How a boot image without kubelet, CRI-O and oc gets them from the release's own system image, which it has mounted over
 * its own programs until it is powered off (facts: openshift-hard-way.md, 11.3). Nothing where the boot image has them.
 * The machine boots into a target of its own first, and into the usual one when the programs are there.
 */
export function nodeImage({ distribution, openshift }: OpenshiftClusterPlan): Partial<MachineFiles> {
  if (bootImageHasKubelet(distribution, openshift.release.minor)) return {};
  const store = openshift.inPlace === undefined ? installed : live;
  return {
    files: [
      executableFile("/etc/systemd/system-generators/hardway-node-image", generator),
      executableFile(pullPath, pullScript(systemImages[distribution], store)),
      executableFile(overlayPath, overlayScript(store)),
      ...units,
    ],
  };
}

/** Not enabled: the generator decides at every boot. */
const units: readonly NodeFile[] = [
  unit(target, {
    Unit: {
      Description: "The release's own programs are taken in",
      Requires: "basic.target node-image-overlay.service node-image-finish.service",
      After: "basic.target",
      // Who has to look into it can log in.
      Wants: "sshd.service systemd-user-sessions.service getty.target",
      AllowIsolate: "yes",
    },
  }),
  unit("node-image-pull.service", {
    Unit: {
      Description: "Fetches the system image of the release",
      Requires: releaseImageUnit,
      After: releaseImageUnit,
      StartLimitIntervalSec: "0",
    },
    Service: {
      Type: "oneshot",
      RemainAfterExit: "yes",
      // SELinux lets programs of the domain install_t alone import a system image: the script gets their label.
      ExecStartPre: `/usr/bin/chcon --reference=/usr/bin/ostree ${pullPath}`,
      ExecStart: pullPath,
      Restart: "on-failure",
      RestartSec: "10",
      TimeoutStartSec: "infinity",
      // What it mounts anew for itself stays as it is for all others.
      MountFlags: "slave",
    },
  }),
  unit("node-image-overlay.service", {
    Unit: {
      Description: "Puts the programs of the release's system image over the machine's own",
      Requires: "node-image-pull.service",
      After: "node-image-pull.service",
    },
    Service: { Type: "oneshot", RemainAfterExit: "yes", ExecStart: overlayPath },
  }),
  unit("node-image-finish.service", {
    Unit: {
      Description: "Goes on with the usual boot",
      Requires: "node-image-overlay.service",
      After: "node-image-overlay.service",
    },
    Service: { Type: "oneshot", ExecStart: "/usr/bin/systemctl --no-block isolate multi-user.target" },
  }),
];

function unit(name: string, sections: Parameters<typeof unitText>[0]): NodeFile {
  return publicFile(`/etc/systemd/system/${name}`, unitText(sections));
}

/** systemd.generator(7): its first argument is the folder for what it wants. */
const generator = `#!/bin/bash
# Has the machine boot into the target that takes in the release's own programs, where it has no kubelet.
set -euo pipefail

if [ ! -x /usr/bin/kubelet ]; then ln -sf /etc/systemd/system/${target} "$1/default.target"; fi
`;

/** Files of /etc that are the machine's own stay: those that Ignition wrote are among them. */
const pullScript = (
  tag: string,
  { repository, checkout, begin, checkoutFlags, end }: Store,
): string => `#!/bin/bash
# Fetches the system image that the release names and checks it out beside the one that runs.
set -euo pipefail

image=$(sed -n 's|^${tag}=||p' ${bootkubePaths.images})
if [ -z "$image" ]; then
  echo 'the release has no image ${tag}' >&2
  exit 1
fi
${begin}ostree container image pull --authfile ${bootkubePaths.pullSecret} ${repository} "ostree-unverified-image:docker://$image"

found=$(ostree refs --repo ${repository} | grep '^ostree/container/image/docker')
if [ "$(wc -l <<<"$found")" != 1 ]; then
  echo "one system image was expected: $found" >&2
  exit 1
fi
ostree refs --repo ${repository} --delete ${reference}
ostree refs --repo ${repository} "$found" --create ${reference}
rm -rf ${checkout}
ostree checkout --repo ${repository} ${checkoutFlags}${reference} ${checkout}
${end}`;

const overlayScript = ({ checkout, seeOwnFiles }: Store): string => `#!/bin/bash
# Mounts the checked out programs over the machine's own, but for the modules of the kernel that runs.
set -euo pipefail

mount -o bind,ro /usr/lib/modules ${checkout}/usr/lib/modules
mount -o rbind,ro ${checkout}/usr /usr
${seeOwnFiles}# The files of /etc that are the machine's own, as ostree tells them: status and path in columns.
ostree admin config-diff | awk '{ print "/" $2 }' |
  rsync --archive --exclude-from=- ${checkout}/usr/etc/ /etc/
semodule -R
`;
