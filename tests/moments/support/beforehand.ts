import { once } from "node:events";
import { mkdirSync, rmdirSync } from "node:fs";
import { createServer } from "node:net";
import { capture } from "../../../tools/process";
import type { Moment } from "./moment";

/** The forwarded port of the tests' stack, below the range of outgoing connections. */
export const port = 19_443;

/** The moments that a look at the host tells before anything is made. */
export const beforehand: readonly Moment[] = [
  {
    moment: "the network namespace and the forwarded port are taken",
    injection: "`ip netns add` of the stack's name, and a server on the forwarded port",
    inject: async ({ stack: { instance } }) => {
      await capture({ program: "ip", arguments: ["netns", "add", instance] });
      const server = createServer().listen(port, "127.0.0.1");
      await once(server, "listening");
      return {
        remove: () => {
          server.close();
          return capture({ program: "ip", arguments: ["netns", "delete", instance] });
        },
      };
    },
    message: [
      /not ready for the stack; nothing was changed \(2 problems\)/,
      /the network namespace \S+ is somebody else's/,
      /remedy: choose another stack name; or, if nobody needs it, remove it: ip netns delete/,
      /the forwarded port is taken/,
      /seen: .*pid=\d+/,
      /hardway:forwardedPort/,
    ],
    boundSeconds: 60,
    why: "a look at the host takes less than a second; the rest is the start of make",
  },
  {
    moment: "the disk that holds the stack's state is full",
    injection: "a file system of 1 MiB mounted where the host's state of the stack goes",
    inject: async ({ stack: { instance } }) => {
      const folder = `/var/lib/hardway/${instance}`;
      mkdirSync(folder, { recursive: true });
      await capture({ program: "mount", arguments: ["-t", "tmpfs", "-o", "size=1m", instance, folder] });
      return {
        remove: async () => {
          await capture({ program: "umount", arguments: [folder] });
          rmdirSync(folder);
        },
      };
    },
    message: [
      /there is no room for the stack's state/,
      /where: {2}\/var\/lib\/hardway\//,
      /64 MiB are needed/,
    ],
    boundSeconds: 60,
    why: "as above",
  },
];
