import * as command from "@pulumi/command";
import type { BootArgs, BootOptions, Platform } from "../../components/platform";

/** A platform whose machines are lines of a record; for programs of the engine, not for jest. */
export function recordingPlatform(): Platform {
  const network = new command.local.Command("network", { create: "true" });
  const boot = (word: string) => (name: string, args: BootArgs, options: BootOptions) =>
    bootAs(word, network, { name, args, options });
  return {
    network,
    wayToApi: network,
    boot: boot("made"),
    bootLive: boot("booted a live image"),
    installed: (name, { machine, booted, after }, { parent }) =>
      new command.local.Command(
        `${name}-installed`,
        { create: record(`${machine.name} installed`), triggers: [booted.id] },
        { parent, dependsOn: [booted, ...after], deleteBeforeReplace: true },
      ),
    extraFilesOf: () => undefined,
    inNetwork: "",
    pace: {},
    channel: {},
    channelTo: () => ({}),
  };
}

interface Booting {
  readonly name: string;
  readonly args: BootArgs;
  readonly options: BootOptions;
}

/** As on libvirt, what makes another machine of it is in one resource, and the other one follows. */
function bootAs(word: string, network: command.local.Command, { name, args, options }: Booting) {
  const { machine, after, ignition } = args;
  const { parent } = options;
  const made = new command.local.Command(
    `${name}-made`,
    {
      create: `mkdir -p machines && touch machines/${machine.name} && ${record(`${machine.name} ${word}`)}`,
      update: "true",
      delete: record(`${machine.name} removed`),
      triggers: [machine.generation],
    },
    { parent, deletedWith: network, deleteBeforeReplace: true, dependsOn: [network, ...after] },
  );
  const booted = new command.local.Command(
    `${name}-booted`,
    { create: "true", stdin: ignition, triggers: [made.id] },
    { parent, deletedWith: network, deleteBeforeReplace: true },
  );
  return { made, booted };
}

function record(line: string): string {
  return `echo '${line}' >> record`;
}
