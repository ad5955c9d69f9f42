import { imageScheme as scheme } from "../images";
import { manifestInstaller } from "../../kubernetes/manifest-installer";
import { bootkubePaths } from "./paths";

const { images, podTemplates } = bootkubePaths;

/** How scripts find the images of the release. */
export const imagesText = `
# image TAG: the reference of an image of the release.
image() {
  local reference
  reference=$(sed -n "s|^$1=||p" ${images})
  if [ -z "$reference" ]; then fail "the release has no image $1"; fi
  printf '%s' "$reference"
}
`;

/**
 * How static pods get the references of their images and go where the kubelet runs them from. A tag that another one
 * begins with comes after it, or the longer one would be cut.
 */
export const podsText = `
${manifestInstaller}
# filled FILE: its text, with the release's images in the place of what stands for them.
filled() {
  local text tag reference
  text=$(<"$1")
  for tag in $(grep -oE '${scheme}[a-z0-9-]+' "$1" | sed 's|^${scheme}||' | sort -ru || true); do
    reference=$(image "$tag")
    text=\${text//"${scheme}$tag"/"$reference"}
  done
  printf '%s\\n' "$text"
}

install_pods() {
  local name text
  for name in "$@"; do
    text=$(filled "${podTemplates}/$name")
    install_manifest "$name" <<<"$text"
  done
}
`;
