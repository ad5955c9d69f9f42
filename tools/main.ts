import { ensureMachineImage, removeOldImages } from "../machine-image/image";
import { removeOldVmImages } from "../machine-image/vm-image";
import { bootImageCommands } from "./boot-image";
import { asFailure } from "./failure";
import { imageCache, removeFetchedImages } from "./fetch-image/cache";
import { fetchImage } from "./fetch-image/fetch-image";
import { usualTelling } from "./fetch-image/progress";
import { wantedIn } from "./fetch-image/wanted";
import { ensurePackages } from "./host/apt";
import { alone } from "./lock";
import { changesOnly, everyStep, type Reporter } from "./report";
import { writeSdk } from "./sdk";
import { setUpHost } from "./setup";
import { packagesForLibvirt, setUpLibvirt } from "./setup-libvirt";
import { setUpVmImage } from "./setup-vm-image";
import { stackCommands, type StackCommand } from "./stack/commands";
import { prepareFor } from "./stack/prepare";
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
    const stack = stackOf(process.env["STACK"] ?? "dev");
    await prepareFor(stack);
    return command(stack);
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
  // Run by the program, which says what is wanted (components/libvirt/image.ts).
  "fetch-image": async () => {
    await alone(() => ensurePackages(packagesForLibvirt, changesOnly));
    await fetchImage(wantedIn(process.env), usualTelling);
    return 0;
  },
  "boot-image": async () => {
    const { STREAM: file, STACK: stack = "okd" } = process.env;
    for (const line of await bootImageCommands({ file, stack })) console.log(line);
    return 0;
  },
  "clean-images": async () => {
    const removed = [removeOldImages(), removeOldVmImages(), removeFetchedImages(imageCache)];
    for (const line of (await Promise.all(removed)).flat()) console.log(line);
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
