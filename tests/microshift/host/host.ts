import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publicFile, rootFile } from "../../../manifests/file";
import { shellArchive } from "../../../manifests/shell-archive";
import { capture, type Command } from "../../../tools/process";
import { componentScript, networkDown, networkUp } from "../../support/component-script";
import { temporaryFolder } from "../../support/temporary-folder";

const instance = "hardway-host-lab";

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
  await capture(networkUp(instance, "10.77.0"));
  const authorized = publicFile("/root/.ssh/authorized_keys", client.publicKey);
  const secret = shellArchive([rootFile("/etc/ssh/ssh_host_ed25519_key", own.privateKey)]);
  const node = {
    PLATFORM: "podman",
    INSTANCE: instance,
    NAME: "host",
    IMAGE: image,
    ADDRESS: hostAddress,
    MAC: "02:00:0a:4d:00:14",
    GENERATION: "1",
    IMAGE_CACHE: "",
    OUTBOUND: "none",
    FILES: shellArchive([authorized]),
  };
  await capture(componentScript("microshift/shell/node-up", node, secret));
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
    stop: async () => {
      await capture(networkDown(instance));
    },
  };
}

function keyPair(name: string): { readonly privateKey: string; readonly publicKey: string } {
  const file = join(temporaryFolder("ssh"), name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]);
  return { privateKey: readFileSync(file, "utf8"), publicKey: readFileSync(`${file}.pub`, "utf8") };
}
