import { hostSteps, type HostStep, type StepName } from "../../../manifests/microshift/host/steps";
import type { ConfigInput } from "../../../topology/config";
import { changesOnly } from "../../../tools/report";
import { ensureContract } from "../../e2e/support/microshift-ha";
import { microshiftPlanFor, microshiftSshInput } from "../../support/microshift-plan";
import { EnteredHost } from "./entered-host";
import { ensureHostImage } from "./image";

const auth = Buffer.from("user:password").toString("base64");
const pullSecret = JSON.stringify({ auths: { "quay.io": { auth }, "registry.redhat.io": { auth } } });

/** A step of the plan with some values of the key microshift. */
export function step(name: StepName, microshift: object = {}, more: ConfigInput = {}): HostStep {
  const planned = { name: "host", address: "192.0.2.10", pullSecret: "given" } as const;
  const plan = microshiftPlanFor(microshiftSshInput(microshift, { pullSecret, ...more }));
  const found = hostSteps(plan, planned).find((each) => each.name === name);
  if (found === undefined) throw new Error(`the plan has no step ${name}`);
  return found;
}

/** A host for a file of tests: each test finds it with Red Hat's system, registered, and nothing done on it. */
export class SteppedHost extends EnteredHost {
  constructor() {
    super();
    beforeAll(async () => {
      await ensureContract();
      this.start(await ensureHostImage(changesOnly));
    }, 300_000);
    afterAll(() => {
      this.stop();
    });
    beforeEach(() => {
      this.shell(pristine);
    });
  }

  /** Every file that a step could have changed, with its digest. */
  files(): string {
    return this.shell(
      "find /etc /var/lib/hardway /var/lib/stand-ins -type f ! -name log -exec sha256sum {} + 2> /dev/null | sort -k 2",
    );
  }

  /** What the stand-ins were asked since the log was last emptied. */
  asked(): string {
    return this.shell("cat /var/lib/stand-ins/log; : > /var/lib/stand-ins/log");
  }

  /** Puts a played program before one that tells of a host by itself. */
  play(program: string, script: string): void {
    this.put(`/usr/local/bin/${program}`, `#!/bin/sh\n${script}\n`);
  }
}

const pristine = `set -e
rm -rf /var/lib/hardway /var/lib/stand-ins /run/ostree-booted /etc/microshift/config.yaml /etc/microshift/config.d
find /usr/local/bin -type f -newer /etc/ssh/ssh_host_ed25519_key -delete
mkdir -p /var/lib/stand-ins; : > /var/lib/stand-ins/log; : > /var/lib/stand-ins/registered
rm -f /etc/os-release; printf 'ID=rhel\\nVERSION_ID=9.4\\n' > /etc/os-release
systemctl start NetworkManager; systemctl stop dnsmasq; systemctl enable --quiet --now firewalld`;
