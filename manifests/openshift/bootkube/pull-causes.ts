import { bootkubePaths } from "./paths";

/** What podman says of a pull that failed, and what stands behind it. */
interface PullCause {
  /** Patterns of the shell's `case`, for podman's words. */
  readonly signs: readonly string[];
  readonly why: string;
  readonly remedy: string;
}

/** The surest signs first: the first that is found counts. A machine keeps what it was made with, so some begin anew. */
export const pullCauses: readonly PullCause[] = [
  {
    signs: ["unauthorized", "authentication required", "denied", "invalid username/password"],
    why: "the pull secret has no valid credentials for that registry",
    remedy: "pulumi config set --secret pullSecret < pull-secret.json with a new one, $anew",
  },
  {
    signs: ["manifest unknown", "not found", "name unknown"],
    why: "the registry has no image with this digest",
    remedy: "copy the release to the mirror; or where the digest is wrong set openshift.release right, $anew",
  },
  {
    signs: ["x509", "certificate signed by unknown authority"],
    why: "the registry shows a certificate that this machine does not trust",
    remedy: "put its authority into openshift.trustBundle, $anew",
  },
  {
    signs: ["did not match", "does not match", "mismatch"],
    why: "what came has another digest: the registry or a mirror has a broken copy",
    remedy: "copy the release to the mirror anew, and it is pulled again",
  },
  {
    signs: ["no space left"],
    why: "the disk of this machine is full",
    remedy: "give it a larger one (libvirt.machines.bootstrap.disk), $anew",
  },
  {
    signs: ["no such host", "refused", "timeout", "unreachable", "no route"],
    why: "this machine does not reach the registry",
    remedy: "see to its name server and its way out; or set openshift.proxy or openshift.mirrors, $anew",
  },
];

/** The function by which the machine pulls the release image, and says why it cannot. */
export const pullFunction = `# Says in one line what podman said last, and what stands behind it.
pull_release() {
  local said status=0 cause=''
  said=$(podman pull --quiet --authfile ${bootkubePaths.pullSecret} "$release_image" 2>&1) || status=$?
  if [ "$status" = 0 ]; then return 0; fi
  case $said in
${pullCauses.map(branchOf).join("")}  esac
  echo "$(tail -n 1 <<<"$said")$cause"
  return 1
}
`;

function branchOf({ signs, why, remedy }: PullCause): string {
  const patterns = signs.map((sign) => `*'${sign}'*`).join(" | ");
  return `    ${patterns}) cause="; why: ${why}; remedy: ${remedy}" ;;\n`;
}
