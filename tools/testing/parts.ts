import type { NeedName } from "./needs";

/** A program of this project's packages that judges the sources. */
export interface Check {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
}

/** One part of `make test`. */
export type TestPart = {
  readonly name: string;
  readonly needs: readonly NeedName[];
  /**
   * The minutes that it takes on the slowest machine it was measured on. Where CI has fewer left it does not begin, and says
   * so: a run that CI cuts off tells nobody anything. Without it the part always runs.
   */
  readonly minutesOnCi?: number;
} & (
  | {
      /** Programs whose exit codes are the verdicts, each of which counts as one test. They run at the same time. */
      readonly kind: "checks";
      readonly checks: readonly Check[];
    }
  | {
      /** Test files that jest runs and counts. */
      readonly kind: "jest";
      readonly folders: readonly string[];
      /** `one at a time` where the files share the machine: its memory, its addresses and ports, its two cores. */
      readonly files: "in parallel" | "one at a time";
    }
);

/** All parts, the cheap ones first. */
export const testParts: readonly TestPart[] = [
  {
    name: "types, lint and format",
    needs: [],
    kind: "checks",
    checks: [
      { name: "types", program: "tsc", arguments: ["--noEmit"] },
      { name: "lint", program: "eslint", arguments: ["--max-warnings", "0", "."] },
      { name: "format", program: "prettier", arguments: ["--check", "."] },
    ],
  },
  {
    name: "unit, golden, benchmark, property and preview",
    needs: [],
    kind: "jest",
    folders: ["tests/unit", "tests/golden", "tests/cis", "tests/property", "tests/preview"],
    files: "in parallel",
  },
  {
    name: "real tools",
    needs: ["test packages", "host"],
    kind: "jest",
    folders: ["tests/tools", "tests/rehearsal"],
    files: "in parallel",
  },
  {
    name: "machines",
    needs: ["root", "test packages", "host", "vm image"],
    kind: "jest",
    folders: ["tests/machine"],
    files: "one at a time",
  },
  {
    name: "libvirt",
    needs: ["root", "host", "libvirt"],
    kind: "jest",
    folders: ["tests/libvirt"],
    files: "one at a time",
  },
  {
    name: "bad moments that cost little",
    needs: ["root", "host"],
    kind: "jest",
    folders: ["tests/moments"],
    files: "one at a time",
  },
  {
    name: "plugin contract",
    needs: ["root", "test packages", "host"],
    kind: "jest",
    folders: ["tests/contract"],
    files: "one at a time",
  },
  {
    name: "interruption",
    needs: ["root", "host"],
    kind: "jest",
    folders: ["tests/interruption"],
    files: "one at a time",
  },
  {
    name: "end to end",
    needs: ["root", "test packages", "host"],
    kind: "jest",
    folders: ["tests/e2e"],
    files: "one at a time",
  },
  {
    name: "OpenShift",
    needs: ["root", "host"],
    minutesOnCi: 12,
    kind: "jest",
    folders: ["tests/openshift"],
    files: "one at a time",
  },
  {
    name: "virtual machines",
    needs: ["root", "host", "libvirt", "vm image"],
    minutesOnCi: 20,
    kind: "jest",
    folders: ["tests/virtual-machines"],
    files: "one at a time",
  },
];

/** A suite that takes too long for `make test`, which tries a sample of it on a cluster that is up anyway. */
export interface LongSuite {
  readonly folder: string;
  /** The `make` target that runs all of it. */
  readonly target: string;
}

export const longSuites: readonly LongSuite[] = [
  { folder: "tests/changes", target: "test-changes" },
  { folder: "tests/faults", target: "test-faults" },
  { folder: "tests/ha", target: "test-ha" },
  { folder: "tests/microshift-ha", target: "test-microshift-ha" },
  { folder: "tests/microshift", target: "test-microshift-ha" },
  { folder: "tests/sno-plus", target: "test-sno-plus" },
  { folder: "tests/openshift-replacement", target: "test-openshift-replacement" },
  { folder: "tests/archive", target: "test-archive" },
  { folder: "tests/families", target: "test-families" },
  { folder: "tests/virtual-ha", target: "test-virtual-ha" },
];
