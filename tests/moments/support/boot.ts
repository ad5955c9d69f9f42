import { join } from "node:path";
import { machinePrograms } from "../../../tools/paths";
import type { ImageChange } from "./storage";
import type { Moment } from "./moment";
import type { Scene } from "./scene";

/** The program that does nothing until it is told to end, in the place of one that should do something. */
const pause = join(machinePrograms, "pause");

/** An image that is broken while `up` runs. */
function broken(change: ImageChange): Moment["inject"] {
  return async ({ storage }) => {
    await storage.breakImage(change);
    return { remove: () => storage.mendImage() };
  };
}

/** The moments of a machine's boot, each met by the first machines of a cluster. */
export const brokenImage: Moment = {
  moment: "the machine image is broken: its first process ends at once",
  injection: "an image whose command is /bin/false in the place of the machine image",
  inject: broken({ command: ["/bin/false"] }),
  message: [
    /ended before it had applied its Ignition config/,
    /its first process ended within .*; its last words: not a word/,
    /podman rmi/,
  ],
  boundSeconds: 180,
  why: "the network and the keys are made first; the machine's end is seen at once",
};

export const bootMoments: readonly Moment[] = [
  brokenImage,
  {
    moment: "the machine image is missing: it was removed behind podman's back",
    injection: "`pulumi up` on a podman storage that does not see the host's images",
    inject: (scene) =>
      Promise.resolve({
        meet: () => scene.pulumiUp(scene.storage.withoutImages),
        remove: () => Promise.resolve(),
      }),
    message: [/cannot be made/, /image not known/, /make image/],
    boundSeconds: 180,
    why: "podman answers at once, and never looks for the image elsewhere",
  },
  {
    moment: "the machine does not boot: Ignition fails",
    injection: "an image in which the program ignition ends with an error",
    inject: broken({ files: { "/usr/sbin/ignition": "/bin/false" } }),
    message: [/ended before it had applied its Ignition config/, /Ignition failed in its stage 'fetch'/],
    boundSeconds: 180,
    why: "as above: the machine's end is seen at once",
  },
  {
    moment: "the machine does not boot: its first process hangs",
    injection: "an image whose command is a program that waits for ever",
    inject: broken({ command: ["/usr/bin/sleep", "infinity"] }),
    message: [
      /has not applied its Ignition config within 60 s/,
      /its first process runs/,
      /hangs before Ignition/,
    ],
    boundSeconds: 240,
    why: "a machine has 60 s for Ignition, which takes one",
  },
  {
    moment: "the disk for the machines' /var is full",
    injection: "a file system of 64 MiB for the volumes",
    inject: async ({ storage }) => {
      await storage.resize("64m");
      return { remove: () => storage.resize("6g") };
    },
    message: [/has no room for its state/, /6\d MiB are free, 512 MiB are needed/],
    boundSeconds: 180,
    why: "the room is looked at before the machine is made",
  },
  {
    moment: "the address of a machine is taken",
    injection: "an interface in the cluster's namespace that has the bootstrap machine's address",
    inject: async (scene) => {
      await scene.ip("link", "add", "taken0", "type", "veth", "peer", "name", "taken1");
      await scene.ip("address", "add", "10.90.0.10/32", "dev", "taken0");
      await scene.ip("link", "set", "taken0", "up");
      return { remove: () => scene.ip("link", "delete", "taken0") };
    },
    message: [
      /the address of bootstrap is taken/,
      /interface taken0 of the namespace answers for it/,
      /hostNumbers/,
    ],
    boundSeconds: 180,
    why: "the kernel is asked before the machine starts",
  },
  {
    moment: "the API server never gets ready",
    injection: "an image in which kube-apiserver is a program that waits for ever; mended in the machine",
    inject: async (scene) => {
      await scene.storage.breakImage({ files: { "/opt/k8s/bin/kube-apiserver": pause } });
      return { remove: () => mendApiServer(scene) };
    },
    message: [
      /gave up waiting for the API behind the load balancer to be ready/,
      /seen: .*the API server of bootstrap itself: connection refused/,
      /nothing listens there/,
      /static pods of the bootstrap machine/,
      /archive: \/\S+\.tar\.gz/,
    ],
    boundSeconds: 400,
    why: "the machines boot, and the gate's patience (60 s in the tests, 120 s else) passes",
  },
];

/** Puts the genuine program back and ends the one that waits, which the kubelet starts anew. */
async function mendApiServer({ storage, stack }: Scene): Promise<void> {
  await storage.mendImage();
  const bootstrap = `${stack.instance}-bootstrap`;
  const path = "/opt/k8s/bin/kube-apiserver";
  await storage.podman("cp", join(machinePrograms, "kube-apiserver"), `${bootstrap}:${path}.genuine`);
  await storage.podman(
    "exec",
    bootstrap,
    "sh",
    "-c",
    `mv ${path}.genuine ${path} && kill $(pidof kube-apiserver)`,
  );
}
