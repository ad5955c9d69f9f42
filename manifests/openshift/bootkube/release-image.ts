import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { neededTags } from "../images";
import { bootkubePaths, pauseVariable } from "./paths";
import { pullFunction } from "./pull-causes";

const { images, imageReferences, pauseEnvironment, pauseImage, release, version } = bootkubePaths;

/** The stages that take the release image in, before the kubelet starts (facts: openshift-hard-way.md, 6.1 and 7.6). */
export function releaseImageText(plan: OpenshiftClusterPlan): string {
  const { image, version: planned } = plan.openshift.release;
  return `release_image='${image}'

# What the machine was made with it keeps, and what was made beside it has to fit.
anew='then pulumi destroy and pulumi up, as this machine keeps what it was made with'

# refuse WHAT WHY REMEDY: ends the stage for good, as the same release comes to the same again.
refuse() {
  fail "$1; where: $release_image; why: $2; remedy: $3, $anew"
}

stage_release_image() {
  wait_for "the pull of $release_image" pull_release
}

${pullFunction}
# A mirror's copy has the same digest, and the name of the original in podman's store.
stage_release_verify() {
  local found machine
  found=$(podman image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$release_image")
  if ! grep -qF "@\${release_image#*@}" <<<"$found"; then
    refuse "the image that was pulled is another one, $found" \
      'a registry or a mirror has handed out something else by this digest' \
      'mirror the release anew, or set openshift.release to the digest that oc adm release info shows'
  fi

  found=$(podman image inspect --format '{{.Architecture}}' "$release_image")
  case $(uname -m) in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
    *) machine=$(uname -m) ;;
  esac
  if [ "$found" != "$machine" ]; then
    refuse "the release is for $found, and this machine is $machine" \
      'openshift.release is the digest of the release for another architecture' \
      "set openshift.release to the digest of the release for $machine"
  fi

  found=$(in_release release-metadata | jq --raw-output .version)
  if [ "$found" != '${planned}' ]; then
    refuse "the release image is version $found, and the plan's is ${planned}" \
      'openshift.release and openshift.version are of different releases, and versions differ in flags and manifests' \
      "set openshift.version to $found, or openshift.release to the digest of ${planned}"
  fi
}

# in_release FILE: a file of the release image.
in_release() {
  podman run --quiet --rm --net=none --entrypoint cat "$release_image" "/release-manifests/$1"
}

# What the bootstrap runs and its renders look up. Each would miss its own, at any time within the next hour.
needed=(
${neededTags(plan)
  .map((tag) => `  ${tag}`)
  .join("\n")}
)

stage_release_extract() {
  local found tag missing=''
  mkdir -p ${release}
  in_release image-references >${imageReferences}.new
  jq --raw-output '.spec.tags[] | select(.from.kind == "DockerImage") | "\\(.name)=\\(.from.name)"' \\
    ${imageReferences}.new >${images}.new
  echo "release=$release_image" >>${images}.new
  for tag in "\${needed[@]}"; do
    if ! grep -q "^$tag=" ${images}.new; then missing="$missing $tag"; fi
  done
  if [ -n "$missing" ]; then
    refuse "the release has no image$missing" \\
      'it was put together without what the bootstrap of version ${planned} runs' \\
      'set openshift.release to a complete release, as oc adm release info --pullspecs shows it'
  fi
  found=$(in_release release-metadata | jq --raw-output .version)
  put ${version} <<<"$found"
  mv ${imageReferences}.new ${imageReferences}
  mv ${images}.new ${images}
}

# CRI-O starts after this unit. One that was started by hand meanwhile takes its configuration up again.
stage_pause_image() {
  local reference
  reference=$(image pod)
  mkdir -p ${dirname(pauseImage)} ${dirname(pauseEnvironment)}
  printf '[crio.image]\\npause_image = "%s"\\npause_command = "/usr/bin/pod"\\n' "$reference" | put ${pauseImage}
  echo "${pauseVariable}=$reference" | put ${pauseEnvironment}
  if systemctl is-active --quiet crio.service; then systemctl restart --no-block crio.service; fi
}
`;
}

function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
