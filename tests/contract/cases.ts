/**
 * Which recorded cases of a plugin's contract (../shared/plugin-contract) its stand-in must match.
 * A case that is recorded and stands in neither list fails the test: it must be decided on.
 */
export interface ContractSuite {
  /** The plugin's name, and the folder of its cases. */
  readonly name: string;
  readonly match: readonly string[];
  /** Those of `match` that are played at every test: a few that see much. */
  readonly sample: readonly string[];
  /** Cases of what the stand-in does not offer, and why it does not. */
  readonly leftOut: Readonly<Record<string, string>>;
}

export const commandSuite: ContractSuite = {
  name: "command",
  match: [
    "copy-errors",
    "copy-file-archive",
    "copy-file-asset",
    "copy-string-asset",
    "local-additional-secret-outputs",
    "local-asset-paths",
    "local-background-child",
    "local-bytes",
    "local-change-create-with-update",
    "local-change-create-without-update",
    "local-change-delete-only",
    "local-change-environment-only",
    "local-change-logging-only",
    "local-change-other-inputs",
    "local-check-errors",
    "local-create-only",
    "local-delete-uses-state",
    "local-dir",
    "local-failing-create",
    "local-failing-create-logging-none",
    "local-failing-create-secret",
    "local-failing-delete",
    "local-failing-replace",
    "local-failing-update",
    "local-ignore-changes",
    "local-import",
    "local-interpreter",
    "local-interrupt-cli",
    "local-interrupt-grandchild",
    "local-interrupt-group",
    "local-interrupt-sleep",
    "local-json-output",
    "local-killed-create",
    "local-logging",
    "local-output-shape",
    "local-preview-unknown",
    "local-previous-output",
    "local-refresh",
    "local-rename",
    "local-secret-create",
    "local-secret-environment",
    "local-secret-environment-whole",
    "local-secret-from-secret",
    "local-secret-stdin",
    "local-surroundings",
    "local-triggers",
    "local-triggers-delete-before-replace",
    "local-triggers-dependent",
    "remote-cannot-connect",
    "remote-change-connection",
    "remote-change-create-without-update",
    "remote-change-delete-only",
    "remote-environment",
    "remote-failing",
    "remote-host-key",
    "remote-life",
    "remote-logging",
    "remote-previous-output",
    "remote-secrets",
    "remote-surroundings",
    "remote-triggers",
    "remote-unknown-connection",
    "remote-waits-for-sshd",
  ],
  sample: [
    "local-check-errors",
    "local-failing-replace",
    "local-previous-output",
    "local-secret-environment",
    "remote-unknown-connection",
    "copy-string-asset",
  ],
  leftOut: {
    "copy-file-class": "CopyFile is deprecated in favour of CopyToRemote, and nothing here uses it",
    "local-run":
      "functions are not offered: a command that runs in every preview has no place in the program",
  },
};
