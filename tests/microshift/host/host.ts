import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publicFile, rootFile } from "../../../manifests/file";
import { shellArchive } from "../../../manifests/shell-archive";
import { repository } from "../../../tools/paths";
import { capture, type Command } from "../../../tools/process";
import { temporaryFolder } from "../../support/temporary-folder";

const instance = "hardway-host-lab";
const channel = { PLATFORM: "podman", INSTANCE: instance };

/** Where the host is, in a network namespace of its own. */
export const hostAddress = "10.77.0.20";

/** A host that is there already, with a real SSH server, and how one logs in to it. */
export interface SshTestHost {
  readonly privateKey: string;
  /** Its public key, kind and key. */
  readonly hostKey: string;
  /** A command as it runs where the host is reached. */
  readonly near: (command: Command) => Command;
  /** What a line of shell prints on it, run by root. */
  readonly shell: (line: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts the host in a machine of podman. */
export async function startHost(image: string): Promise<SshTestHost> {
  const [own, client] = [keyPair("host"), keyPair("client")];
  await script("podman/network-up", { PROJECT: repository, NETWORKS: "10.77.0.0/24,10.77.0.1" });
  const authorized = publicFile("/root/.ssh/authorized_keys", client.publicKey);
  const secret = shellArchive([rootFile("/etc/ssh/ssh_host_ed25519_key", own.privateKey)]);
  const node = {
    NAME: "host",
    IMAGE: image,
    ADDRESS: hostAddress,
    MAC: "02:00:0a:4d:00:14",
    GENERATION: "1",
    IMAGE_CACHE: "",
    OUTBOUND: "none",
    FILES: shellArchive([authorized]),
  };
  await script("microshift/shell/node-up", node, secret);
  return {
    privateKey: client.privateKey,
    hostKey: own.publicKey.split(" ").slice(0, 2).join(" "),
    near: (command) => ({
      ...command,
      program: "nsenter",
      arguments: [`--net=/run/netns/${instance}`, command.program, ...command.arguments],
    }),
    shell: (line) =>
      capture({ program: "podman", arguments: ["exec", `${instance}-host`, "sh", "-c", line] }),
    stop: () => script("podman/network-down", {}),
  };
}

async function script(
  name: string,
  environment: Readonly<Record<string, string>>,
  input = "",
): Promise<void> {
  await capture({
    program: `components/${name}.sh`,
    arguments: [],
    folder: repository,
    input,
    environment: { ...channel, ...environment },
  });
}

function keyPair(name: string): { readonly privateKey: string; readonly publicKey: string } {
  const file = join(temporaryFolder("ssh"), name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
  return { privateKey: readFileSync(file, "utf8"), publicKey: readFileSync(`${file}.pub`, "utf8") };
}
