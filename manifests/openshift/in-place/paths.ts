import { bootkubePaths } from "../bootkube/paths";

const folder = `${bootkubePaths.home}/in-place`;

/** Where the live system and the node that it installs have what is theirs alone. */
export const inPlacePaths = {
  folder,
  /** What the node is given beside what the machine config server serves: Ignition, rendered beforehand. */
  nodeConfig: `${folder}/node.ign`,
  served: `${folder}/served.ign`,
  /** Entries of Ignition's lists of files and directories, one JSON object each. */
  files: `${folder}/files.json`,
  directories: `${folder}/directories.json`,
  scratch: `${folder}/scratch`,
  /** All that the node is made from. */
  masterConfig: `${bootkubePaths.home}/master.ign`,
  /** What the live system's units have said, for whoever looks into the node while it is not complete. */
  log: "/var/log/bootstrap-in-place.log",
  script: "/usr/local/bin/after-install.sh",
} as const;
