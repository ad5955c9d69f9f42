import { readdirSync, readlinkSync, statSync } from "node:fs";
import { leftoversOf } from "../../../tools/stack/leftovers";
import { stackOf } from "../../../tools/stack/stack";
import { capture } from "../../../tools/process";
import { etcdMembersOf } from "../../e2e/support/etcd-members";
import { kubectl, makeWell, type TestStack } from "../../e2e/support/stack";
import { commandLine } from "../../e2e/support/traces";

/** How many machines of each kind a stack plans. */
export interface Size {
  readonly controlPlanes: number;
  readonly workers: number;
}

/** What is on the host and in the cluster that a stack should have exactly once. */
export interface Inventory {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  /** The names of the processes that wait for each machine's end (conmon) and behind the forwarded port. */
  readonly processes: readonly string[];
  readonly nodes: readonly string[];
  readonly etcdMembers: readonly string[];
  /** The API servers to which the load balancer sends connections. */
  readonly served: readonly string[];
  /** What an operation left running. */
  readonly leftovers: readonly string[];
}

/** What the plan says. */
export function planned({ instance }: TestStack, { controlPlanes, workers }: Size): Inventory {
  const masters = numbered("master", controlPlanes);
  const nodes = [...masters, ...numbered("worker", workers)];
  const machines = ["bootstrap", "lb-0", ...nodes].map((name) => `${instance}-${name}`);
  return {
    containers: machines,
    volumes: machines,
    processes: [
      ...machines.filter((name) => !name.endsWith("-bootstrap")).map((name) => `conmon ${name}`),
      "forward",
    ],
    nodes: nodes.map((name) => `${name} Ready`),
    etcdMembers: masters.map((name) => `${name} started voter`),
    served: masters,
    leftovers: [],
  };
}

function numbered(kind: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, number) => `${kind}-${number}`);
}

/** What is there. */
export async function found(stack: TestStack): Promise<Inventory> {
  const [containers, volumes, nodes, members, servers] = await Promise.all([
    podman("ps", "--all", "--external", "--format", "{{.Names}}"),
    podman("volume", "ls", "--format", "{{.Name}}"),
    kubectl(stack, "get", "nodes", "--no-headers"),
    etcdMembersOf(stack),
    podman("exec", `${stack.instance}-lb-0`, "sh", "-c", listServers),
  ]);
  const own = (lines: readonly string[]): readonly string[] =>
    lines.filter((line) => line.startsWith(`${stack.instance}-`)).sort();
  return {
    containers: own(containers),
    volumes: own(volumes),
    processes: processesOf(stack),
    nodes: words(nodes, 2).sort(),
    etcdMembers: members,
    served: servers.flatMap((line) => /^api-servers,(master-\d+),UP/.exec(line)?.[1] ?? []).sort(),
    leftovers: leftoversOf(stackOf(stack.name)).map(({ command }) => command),
  };
}

const listServers =
  "echo show stat | socat - UNIX-CONNECT:/run/haproxy.sock | cut --delimiter=, --fields=1,2,18";

async function podman(...parts: readonly string[]): Promise<readonly string[]> {
  return (await capture({ program: "podman", arguments: parts })).split("\n").filter((line) => line !== "");
}

function words(text: string, count: number): string[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => line.split(/\s+/).slice(0, count).join(" "));
}

function processesOf({ instance }: TestStack): readonly string[] {
  const network = `net:[${statSync(`/run/netns/${instance}`).ino}]`;
  return readdirSync("/proc")
    .filter((entry) => /^[0-9]+$/.test(entry))
    .flatMap((pid) => {
      const line = commandLine(pid);
      const monitored = /conmon .* -n (\S+)/.exec(line)?.[1];
      if (monitored?.startsWith(`${instance}-`) === true) return [`conmon ${monitored}`];
      const waits = line.startsWith("systemd-socket-activate") && line.includes(`/run/netns/${instance} `);
      const serves = line.startsWith("/lib/systemd/systemd-socket-proxyd") && networkOf(pid) === network;
      return waits || serves ? ["forward"] : [];
    })
    .sort();
}

/** A process may end between the list and the look. */
function networkOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`);
  } catch {
    return "";
  }
}

/** What `up` and `preview` say they changed; empty where nothing has. */
export async function changesOfAnother(stack: TestStack): Promise<readonly string[]> {
  const { text } = await makeWell("up", stack);
  return text.match(/\d+ (created|updated|replaced|deleted)/g) ?? [];
}
