import { forget, forgetRecord, makeWell, type TestStack, testStack } from "../e2e/support/stack";
import { type Lab, startLab } from "./lab";
import type { PublishedDisk } from "./published-disk";

type Values = Readonly<Record<string, unknown>>;

/** What a stack on virtual machines is configured with. */
export interface VirtualConfig {
  readonly config: Values;
  /** The machines' sizes. */
  readonly machines?: Values;
  /** A disk by its address; left out, the one that is made here. */
  readonly image?: PublishedDisk;
}

/** A stack whose virtual machines are emulated, in a lab of its own. */
export interface VirtualStack {
  readonly lab: Lab;
  readonly stack: TestStack;
  /** Gives the stack another configuration, which the next `make` acts on. */
  readonly configure: (given: VirtualConfig) => void;
  /** The state of every domain in libvirt's words, by machine. */
  readonly domains: () => Promise<Readonly<Record<string, string>>>;
  /** Destroys the stack, and removes the lab. */
  readonly end: () => Promise<void>;
}

/** Makes the lab and the stack's configuration; what an interrupted run left of either is removed first. */
export async function virtualStack(
  names: { readonly lab: string; readonly stack: string },
  given: VirtualConfig,
): Promise<VirtualStack> {
  const lab = await startLab(names.lab);
  const configure = ({ config, ...more }: VirtualConfig): TestStack => {
    const libvirt = { uri: lab.uri, domainType: "qemu", poolFolder: `${lab.folder}/pool`, ...more };
    return { ...testStack(names.stack, { platform: "libvirt", ...config, libvirt }), where: lab.inNamespace };
  };
  const stack = configure(given);
  await forgetRecord(stack);
  return {
    lab,
    stack,
    configure,
    domains: () => statesOf(lab, stack),
    end: async () => {
      await makeWell("destroy", stack);
      forget(stack);
      await lab.stop();
    },
  };
}

async function statesOf(lab: Lab, { instance }: TestStack): Promise<Readonly<Record<string, string>>> {
  const names = (await lab.virsh("list", "--all", "--name")).split("\n").filter(Boolean);
  const states = names.map(
    async (each) => [each.slice(instance.length + 1), (await lab.virsh("domstate", each)).trim()] as const,
  );
  return Object.fromEntries(await Promise.all(states));
}
