import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BootkubeStageRecord } from "../../../../../topology/openshift/bootkube-report";
import { bootkubePaths } from "../../../../../manifests/openshift/bootkube/paths";
import { imageTags } from "../../../../../manifests/openshift/images";
import { bootstrapPods } from "../../../../../manifests/openshift/static-pods";
import type { OpenshiftClusterPlan } from "../../../../../topology/openshift/plan";
import { temporaryFolder } from "../../../../support/temporary-folder";
import { standIns } from "./stand-ins";

/** A script that has run. */
export interface Run {
  readonly status: number | null;
  readonly said: string;
}

/** A folder that stands for the bootstrap machine, on which its scripts run for real with stand-ins for the rest. */
export interface FakeMachine {
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  readonly has: (path: string) => boolean;
  readonly remove: (path: string) => void;
  /** Where a path of the machine really is. */
  readonly at: (path: string) => string;
  /** The names in a folder, sorted; none where there is no such folder. */
  readonly list: (path: string) => readonly string[];
  /** Runs a script of the machine, or its functions and then some commands. */
  readonly run: (script: string, commands?: string) => Run;
  readonly report: () => readonly BootkubeStageRecord[];
}

/** What the stand-ins know and were told. */
export const fake = "/fake";

/** The paths of the machine that are kept in the folder. */
const ownPaths =
  /(?<![\w./-])\/(?:opt\/openshift|etc\/(?:kubernetes|mcc|mcs|crio|ssl\/mcs|ssh)|root\/\.ssh|var\/lib\/(?:kubelet|etcd)|var\/log)(?=[/"'\s)]|$)/gm;

/** A machine with no files but the stand-ins, of which some are the test's own. */
export function fakeMachine(more: Readonly<Record<string, string>> = {}): FakeMachine {
  const root = temporaryFolder("bootstrap");
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const moved = (text: string): string => text.replace(ownPaths, (path) => `${root}${path}`);
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  for (const [name, text] of Object.entries({ ...standIns, ...more })) {
    write(`/bin/${name}`, text);
    chmodSync(join(root, "bin", name), 0o755);
  }
  for (const path of [fake, bootkubePaths.staticPods]) mkdirSync(join(root, path), { recursive: true });
  return {
    write,
    read,
    has: (path) => existsSync(join(root, path)),
    remove: (path) => {
      rmSync(join(root, path), { recursive: true, force: true });
    },
    at: (path) => join(root, path),
    list: (path) => (existsSync(join(root, path)) ? readdirSync(join(root, path)).sort() : []),
    run: (script, commands) => {
      write("/script", moved(script));
      const program =
        commands === undefined ? `exec bash ${root}/script` : `. ${root}/script\n${moved(commands)}`;
      const { status, stdout, stderr } = spawnSync(
        "setsid",
        ["--wait", "bash", "-c", `export GROUP=$$\n${program}`],
        {
          encoding: "utf8",
          // With a socket for its standard input, bash would take itself for a remote shell and read the user's settings.
          stdio: ["ignore", "pipe", "pipe"],
          timeout: 280_000,
          env: {
            PATH: `${root}/bin:${process.env["PATH"] ?? ""}`,
            FAKE: join(root, fake),
            PODS: join(root, "/etc/kubernetes/manifests"),
          },
        },
      );
      return { status, said: stdout + stderr };
    },
    report: () => JSON.parse(read("/opt/openshift/stages.json")) as readonly BootkubeStageRecord[],
  };
}

/** An object's manifest. */
export function manifest(apiVersion: string, kind: string, name: string, more = ""): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
}

/** The manifest of a CRD. */
export function crd(group: string, kind: string): string {
  const spec = `spec:\n  group: ${group}\n  names:\n    kind: ${kind}\n`;
  return manifest(
    "apiextensions.k8s.io/v1",
    "CustomResourceDefinition",
    `${kind.toLowerCase()}s.${group}`,
    spec,
  );
}

/** A machine on which the stage that looks at the release would find nothing wrong. */
export function machineWithRelease(
  plan: OpenshiftClusterPlan,
  more: Readonly<Record<string, string>> = {},
): FakeMachine {
  const machine = fakeMachine(more);
  const { version } = plan.openshift.release;
  const status = `spec:\n  featureSet: ""\nstatus:\n  featureGates:\n  - version: ${version}\n    enabled: []\n`;
  machine.write("/opt/openshift/release/version", `${version}\n`);
  machine.write(
    "/opt/openshift/release/images",
    [...Object.keys(imageTags), "release"].map((tag) => `${tag}=registry/${tag}@sha256:1\n`).join(""),
  );
  machine.write(
    "/opt/openshift/release/feature-gate.yaml",
    manifest("config.openshift.io/v1", "FeatureGate", "cluster", status),
  );
  machine.write(
    "/opt/openshift/release/crds/infrastructures.yaml",
    crd("config.openshift.io", "Infrastructure"),
  );
  machine.write("/opt/openshift/release/crds/featuregates.yaml", crd("config.openshift.io", "FeatureGate"));
  for (const { fileName, yaml } of bootstrapPods(plan))
    machine.write(`${bootkubePaths.podTemplates}/${fileName}`, yaml);
  return machine;
}

/** Lets the cluster look as if its control plane ran on that many machines. */
export function controlPlaneRunsOn(machine: FakeMachine, count: number): void {
  const running = {
    "openshift-kube-apiserver": "kube-apiserver-master-0",
    "openshift-kube-scheduler": "openshift-kube-scheduler-master-0",
    "openshift-kube-controller-manager": "kube-controller-manager-master-0",
    "openshift-cluster-version": "cluster-version-operator-5f7c",
  };
  for (const [namespace, pod] of Object.entries(running))
    machine.write(`${fake}/pods/${namespace}`, `installer-1-master-0=Succeeded\n${pod}=Running\n`);
  machine.write(`${fake}/etcd-operator`, "True all members are control planes");
  const revisions = ["3\n", "1\n", "4\n"].slice(0, count).join("") + "0\n";
  for (const resource of ["kubeapiservers", "kubecontrollermanagers", "kubeschedulers"])
    machine.write(`${fake}/revisions/${resource}.operator.openshift.io`, revisions);
}
