import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SshHost } from "../../topology/microshift/plan";
import { readableShellWord } from "../../topology/shell-word";
import { withWorkFolder } from "../files";
import { capture, type Command } from "../process";
import { configFile } from "../stack/config-file";
import { pulumiEnvironment } from "../stack/environment";
import type { Stack } from "../stack/stack";
import type { RunningNode } from "./nodes";
import { someRunningNodes } from "./on-podman";
import { microshiftPlanOf } from "./plan";

/** Nodes that can be entered, and by which words a user enters one. */
export interface EnteredNodes {
  readonly nodes: readonly RunningNode[];
  readonly wayInto: (node: string) => string;
}

/**
 * Does something with the nodes of a MicroShift stack, whatever they are. A key that is needed for it lies in a file of
 * root's alone for as long as that takes.
 */
export async function withNodes<T>(
  stack: Stack,
  command: string,
  work: (entered: EnteredNodes) => Promise<T>,
): Promise<T> {
  const plan = await microshiftPlanOf(stack, command);
  const { platform } = plan;
  switch (platform.kind) {
    case "podman":
      return work({
        nodes: await someRunningNodes(stack),
        wayInto: (node) => `podman exec ${stack.instance}-${node}`,
      });
    case "libvirt": {
      const words = ["-F", join(stack.folder, "ssh", "config")];
      const nodes = plan.nodes.map(({ name }) => overSsh(name, [...words, name], "root"));
      return work({ nodes, wayInto: (node) => ["ssh", ...words, node].join(" ") });
    }
    case "ssh":
      return withWorkFolder(stack.folder, async (folder) => {
        const words = await sshWords(stack, platform.host, folder);
        const { address, user } = platform.host;
        const wayInto = () => `ssh ${user}@${address}${user === "root" ? "" : " sudo"}`;
        return work({ nodes: [overSsh(address, words, user)], wayInto });
      });
  }
}

/** A node that is entered by ssh, with these words before the command; the shell there takes it apart again. */
export function overSsh(name: string, words: readonly string[], user: string): RunningNode {
  const asRoot = user === "root" ? [] : ["sudo", "-n"];
  return {
    name,
    inside: (...inner) => ({
      program: "ssh",
      arguments: [...words, [...asRoot, ...inner].map(readableShellWord).join(" ")],
    }),
  };
}

/** Only with the key of the configuration is the host known to be that one; the private key goes through a pipe. */
async function sshWords(stack: Stack, host: SshHost, folder: string): Promise<readonly string[]> {
  const [key, known] = [join(folder, "key"), join(folder, "known_hosts")];
  await writeFile(key, `${(await capture(await readsKey(stack))).trimEnd()}\n`, { mode: 0o600 });
  await chmod(key, 0o600);
  await writeFile(known, `node ${host.hostKey}\n`);
  const options = [
    "BatchMode=yes",
    "IdentitiesOnly=yes",
    "StrictHostKeyChecking=yes",
    "HostKeyAlias=node",
    `UserKnownHostsFile=${known}`,
  ];
  return [
    ...["-i", key, "-p", String(host.port), "-l", host.user],
    ...options.flatMap((option) => ["-o", option]),
    host.address,
  ];
}

async function readsKey(stack: Stack): Promise<Command> {
  const where = ["--stack", stack.name, "--config-file", await configFile(stack)];
  return {
    program: "pulumi",
    arguments: ["config", "get", "hardway:hostPrivateKey", ...where],
    environment: pulumiEnvironment(),
  };
}
