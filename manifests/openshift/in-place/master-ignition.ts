import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { bootkubePaths } from "../bootkube/paths";
import { podFilesIn } from "../bootkube/pods";
import { carried, carriedPods } from "./carried";
import { mergeProgram, objectionProgram } from "./merge";
import { inPlacePaths } from "./paths";

const { apiAnswered, staticPods } = bootkubePaths;
const { directories, files, folder, log, masterConfig, nodeConfig, scratch, served } = inPlacePaths;

/**
 * By which the machine config server answers in the specification that CoreOS reads; without it, it answers in version 2
 * (facts: sno-plus.md, section 5).
 */
export const acceptHeader = "Accept: application/vnd.coreos.ignition+json;version=3.2.0";

/** The configuration lies on the partition of kernels, which has 384 MB (facts: openshift-hard-way.md, 7.7). */
const sizeLimit = 192 * 1024 * 1024;

/** The stages that make the node's own Ignition of what is served and of what is in memory (facts: sno-plus.md, 2 b). */
export function masterIgnitionText(plan: OpenshiftClusterPlan): string {
  return `
stage_served_config() {
  local objection
  mkdir -p ${folder}
  wait_for 'the configuration of control planes' fetch_served
  objection=$(objection_to ${served})
  if [ -n "$objection" ]; then fail "the machine config server has served what no node can be made from: $objection"; fi
}

# From the server on this machine, which has no other way in than the plain one that is not TLS.
fetch_served() {
  curl --silent --show-error --fail --max-time 60 --header '${acceptHeader}' \\
    --output ${served}.new http://localhost:${ports.machineConfigServerPlain}/config/master
  mv ${served}.new ${served}
}

# objection_to CONFIG: what CoreOS would stumble over, or nothing.
objection_to() {
  jq --raw-output '${objectionProgram}' "$1"
}

# Without etcd nobody can be told any more; those who ask are told by the installed node.
stage_master_ignition() {
  rm -f ${apiAnswered} ${podFilesIn(plan, "etcd")
    .split(" ")
    .map((name) => `${staticPods}/${name}`)
    .join(" ")}
  wait_for 'the end of etcd' etcd_has_ended
  collect
  merge
}

# A port that is closed is not enough: etcd writes to the end of its life.
etcd_has_ended() {
  local running
  running=$(crictl ps --quiet --name '^etcd$')
  if [ -z "$running" ]; then return 0; fi
  echo 'it runs still'
  return 1
}

collect() {
  rm -rf ${scratch} ${files} ${directories}
  mkdir -p ${scratch}
  : >${files}
  : >${directories}
  journalctl --no-pager --output=short-iso --lines=20000 --unit=bootkube.service --unit=release-image.service \\
    --unit=kubelet.service --unit=crio.service >${log}
${carried.map(({ path, why }) => `  # Since ${why}.\n  carry ${path}\n`).join("")}${carriedPods(plan)
    .map(({ template, onNode }) => `  carry_pod ${template} ${onNode}\n`)
    .join("")}}

# carry PATH: a file, or a folder with all that is in it, to the same path of the node.
carry() {
  local found path mode
  if [ ! -e "$1" ]; then fail "there is no $1, and the node would be made without it"; fi
  found=$(find "$1" -type d -o -type f | sort)
  while IFS= read -r path; do
    mode=$(stat --format %a "$path")
    # Ignition has modes as numbers, and JSON no octal ones.
    mode=$((8#$mode))
    if [ -f "$path" ]; then
      carry_file "$path" "$path" "$mode"
    else
      jq --null-input --compact-output --arg path "$path" --argjson mode "$mode" '{path: $path, mode: $mode}' \\
        >>${directories}
    fi
  done <<<"$found"
}

# In mode 0600: it says what root runs.
carry_pod() {
  filled "$1" >${scratch}/pod
  carry_file ${scratch}/pod "$2" 384
}

# carry_file FILE PATH MODE: packed, since etcd's logs are mostly empty; by files, as arguments are for everybody to see.
carry_file() {
  gzip --no-name --stdout "$1" | base64 --wrap=0 >${scratch}/content
  jq --null-input --compact-output --arg path "$2" --argjson mode "$3" --rawfile content ${scratch}/content \\
    '{path: $path, mode: $mode, overwrite: true, contents: {compression: "gzip", source: "data:;base64,\\($content)"}}' \\
    >>${files}
}

merge() {
  local objection size
  jq --null-input --compact-output --slurpfile served ${served} --slurpfile own ${nodeConfig} \\
    --slurpfile files ${files} --slurpfile directories ${directories} '${mergeProgram}' >${masterConfig}.new
  objection=$(objection_to ${masterConfig}.new)
  if [ -n "$objection" ]; then fail "the node's Ignition is none: $objection"; fi
  size=$(stat --format %s ${masterConfig}.new)
  if [ "$size" -gt ${sizeLimit} ]; then fail "the node's Ignition has $size bytes, and there is room for ${sizeLimit}"; fi
  rm -rf ${scratch} ${files} ${directories}
  mv ${masterConfig}.new ${masterConfig}
}
`;
}
