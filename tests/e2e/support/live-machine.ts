import { proxyConfiguration } from "../../../checks/cis/kube-proxy";
import type { Entry, ExaminedMachine, Flags, Kind, Program } from "../../../checks/cis/machine";
import { capture } from "../../../tools/process";
import { kubectl, type TestStack } from "./stack";

const programs: readonly Program[] = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubelet",
];

/** Where the kubelet keeps the ConfigMaps of a pod, inside the directory of the pod. */
const configMapVolume = "/volumes/kubernetes.io~configmap/";
/** What the kubelet makes of kube-proxy's ConfigMap. */
const proxyVolume = `/var/lib/kubelet/pods/*${configMapVolume}configuration`;

/** Whose paths and modes are looked at. */
const places = [
  "/etc/kubernetes",
  "/etc/etcd",
  "/etc/haproxy",
  "/etc/cni/net.d",
  "/etc/systemd/system/kubelet.service",
  "/var/lib/kubelet/kubeconfig",
  "/root",
];
const directoriesAlone = ["/var/lib/etcd", "/var/lib/cni/networks"];

/** A node of a running cluster, as it is. Secret. */
export async function liveMachine(
  stack: TestStack,
  node: { readonly name: string; readonly kind: Kind },
): Promise<ExaminedMachine> {
  const inside = (line: string) =>
    capture({ program: "podman", arguments: ["exec", `${stack.instance}-${node.name}`, "sh", "-c", line] });
  const flags = flagsIn(await inside(processLines));
  const named = Object.values(flags).flatMap((own) => [...own.values()].filter(isReadable));
  const [entries, texts, kubelet] = await Promise.all([
    inside(listing).then(entriesIn),
    textsOf(inside, ["/etc/systemd/system/kubelet.service", ...new Set(named)]),
    kubectl(stack, "get", "--raw", `/api/v1/nodes/${node.name}/proxy/configz`),
  ]);
  const { kubeletconfig } = JSON.parse(kubelet) as { readonly kubeletconfig: ExaminedMachine["kubelet"] };
  return { ...node, entries, flags, texts, kubelet: kubeletconfig };
}

/** The command line of every process, its arguments apart by tabs. */
const processLines = "for each in /proc/[0-9]*/cmdline; do tr '\\0' '\\t' < $each; echo; done 2> /dev/null";

function flagsIn(lines: string): Readonly<Partial<Record<Program, Flags>>> {
  const running = lines.split("\n").flatMap((line) => {
    const [path = "", ...given] = line.split("\t");
    const program = programs.find((name) => path.endsWith(`/${name}`));
    return program === undefined ? [] : [[program, flagsOf(given)] as const];
  });
  return Object.fromEntries(running);
}

function flagsOf(given: readonly string[]): Flags {
  return new Map(
    given
      .filter((flag) => flag.startsWith("--"))
      .map((flag) => [flag.slice(2, flag.indexOf("=")), flag.slice(flag.indexOf("=") + 1)]),
  );
}

const listing = [
  `find ${places.join(" ")} -printf '%m %u:%g %p\\n'`,
  `find ${directoriesAlone.join(" ")} -maxdepth 0 -printf '%m %u:%g %p\\n'`,
  `find -L ${proxyVolume}/kubeconfig -printf '%m %u:%g /etc/kube-proxy/kubeconfig\\n'`,
]
  // A worker has no etcd.
  .map((find) => `${find} 2> /dev/null`)
  .join("; ")
  .concat("; true");

function entriesIn(lines: string): readonly Entry[] {
  return [...lines.matchAll(/^(\d+) (\S+) (.+)$/gm)].map(([, mode = "", owner = "", path = ""]) => ({
    path,
    mode: Number.parseInt(mode, 8),
    owner,
  }));
}

function isReadable(value: string): boolean {
  return /^\/etc\/kubernetes\/.*\.(yaml|crt)$/.test(value);
}

/** A line that no file of a cluster has, before each file's path. */
const mark = "=== file: ";

/** What stands in files, by their paths: read by one command, as many at a time would be a load of their own. */
async function textsOf(
  inside: (line: string) => Promise<string>,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const read = await inside(
    `for each in ${[...paths, `${proxyVolume}/config.yaml`].join(" ")}; do echo "${mark}$each"; cat "$each"; done`,
  );
  const texts = read.split(mark).slice(1);
  return Object.fromEntries(
    texts.map((text) => {
      const [path = "", ...lines] = text.split("\n");
      return [path.includes(configMapVolume) ? proxyConfiguration : path, lines.join("\n")] as const;
    }),
  );
}
