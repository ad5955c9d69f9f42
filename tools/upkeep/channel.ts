import { join } from "node:path";
import type { Way } from "../../topology/hypervisor";
import { shellWord } from "../../topology/shell-word";
import type { Command } from "../process";

/** Runs a program inside a machine, its standard streams being this process' own: what to start on this host for that. */
export type Channel = (words: readonly string[]) => Pick<Command, "program" | "arguments">;

/** The way into a podman machine: its container. */
export function podmanChannel(container: string): Channel {
  return (words) => ({ program: "podman", arguments: ["exec", "--interactive", container, ...words] });
}

/** The way into a virtual machine: SSH, by the client's configuration in `folder`. */
export function sshChannel(folder: string, machine: string): Channel {
  return (words) => ({
    program: "ssh",
    // The machine's shell reads one line and takes it apart again.
    arguments: ["-F", join(folder, "config"), machine, words.map(shellWord).join(" ")],
  });
}

/** The way to the hypervisor itself, as components/libvirt/channel.sh goes there. */
export function hypervisorChannel(way: Way): Channel {
  return ([program = "", ...words]) =>
    way.kind === "here"
      ? { program, arguments: words }
      : {
          program: "ssh",
          arguments: [
            ...["-o", "BatchMode=yes", "-o", "ConnectTimeout=15"],
            way.destination,
            [program, ...words].map(shellWord).join(" "),
          ],
        };
}
