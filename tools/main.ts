import { ensureMachineImage, removeOldImages } from "../machine-image/image";
import { removeOldVmImages } from "../machine-image/vm-image";
import { asFailure } from "./failure";
import { alone } from "./lock";
import { changesOnly, everyStep, type Reporter } from "./report";
import { writeSdk } from "./sdk";
import { setUpHost } from "./setup";
import { setUpLibvirt } from "./setup-libvirt";
import { setUpVmImage } from "./setup-vm-image";
import { stackCommands, type StackCommand } from "./stack/commands";
import { stackOf } from "./stack/stack";
import { test } from "./testing/test";

/** Everything that a stack needs, told by one reporter for the host and one for the image. */
function prepare(host: Reporter, image: Reporter): Promise<void> {
  return alone(async () => {
    await setUpHost(host);
    await ensureMachineImage(image);
  });
}

/** A command on the stack that STACK names, after the setup. */
function onStack(command: StackCommand): () => Promise<number> {
  return async () => {
    await prepare(changesOnly, changesOnly);
    return command(stackOf(process.env["STACK"] ?? "dev"));
  };
}

/** What `make` asks for; each returns the exit code. */
const commands: Readonly<Record<string, () => Promise<number>>> = {
  setup: async () => {
    await prepare(changesOnly, changesOnly);
    return 0;
  },
  tools: async () => {
    await alone(() => setUpHost(everyStep));
    return 0;
  },
  "libvirt-tools": async () => {
    await alone(async () => {
      await setUpHost(changesOnly);
      await setUpLibvirt(everyStep);
    });
    return 0;
  },
  sdk: async () => {
    await alone(async () => {
      await setUpHost(changesOnly);
      await setUpLibvirt(changesOnly);
      console.log(await writeSdk());
    });
    return 0;
  },
  image: async () => {
    await prepare(changesOnly, everyStep);
    return 0;
  },
  "vm-image": async () => {
    await alone(async () => {
      await setUpHost(changesOnly);
      await setUpVmImage(changesOnly, everyStep);
    });
    return 0;
  },
  "clean-images": async () => {
    for (const line of [...(await removeOldImages()), ...(await removeOldVmImages())]) console.log(line);
    return 0;
  },
  ...Object.fromEntries(Object.entries(stackCommands).map(([name, command]) => [name, onStack(command)])),
  test: () => test(() => prepare(changesOnly, changesOnly)),
};

async function main(name: string): Promise<number> {
  const command = commands[name];
  if (command === undefined) {
    console.error(`no such command: ${name}; there are ${Object.keys(commands).join(", ")}`);
    return 2;
  }
  try {
    return await command();
  } catch (error) {
    const failure = asFailure(error);
    if (failure === undefined) throw error;
    console.error(`error: ${failure.message}`);
    return 1;
  }
}

void main(process.argv[2] ?? "").then((exitCode) => {
  process.exitCode = exitCode;
});
