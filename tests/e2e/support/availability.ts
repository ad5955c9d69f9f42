import { once } from "node:events";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { attempt } from "../../../tools/process";
import type { ProberReport } from "../../support/prober";
import { firstAnswer } from "./first-answer";
import { insideNamespace, type TestStack } from "./stack";

/** A prober that is running. */
export interface Probing {
  /** Ends it and returns what it counted. */
  readonly end: () => Promise<ProberReport>;
}

/**
 * Starts to probe a stack's API as soon as it answers, while its `up` is still running: `/readyz` and the list of
 * nodes, each ten times a second by a new connection through the load balancer. `over` stops the wait for the API.
 */
export async function probeFromFirstAnswer(
  stack: TestStack,
  api: string,
  over: AbortSignal,
): Promise<Probing> {
  const credentials = await firstCredentials(stack, api, over);
  const prober = insideNamespace(stack, "node", "--require", "tsx/cjs", "tests/support/prober.ts");
  const output = text(prober.stdout);
  const started = once(prober.stderr, "data");
  prober.stdin.end(JSON.stringify({ ...credentials, url: api, perSecond: 10 }));
  await started;
  return {
    end: async () => {
      prober.kill("SIGTERM");
      return JSON.parse(await output) as ProberReport;
    },
  };
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly "certificate-authority-data": string } }];
  readonly users: readonly [
    { readonly user: { readonly "client-certificate-data": string; readonly "client-key-data": string } },
  ];
}

/** During an `up` the stack has no outputs yet; the bootstrap machine's scheduler may list nodes, too. */
async function firstCredentials(stack: TestStack, api: string, over: AbortSignal) {
  await firstAnswer(stack, api, over);
  const read = await attempt({
    program: "podman",
    arguments: ["exec", `${stack.instance}-bootstrap`, "cat", "/etc/kubernetes/kube-scheduler/kubeconfig"],
  });
  const { clusters, users } = parse(read.output) as Kubeconfig;
  return {
    caPem: decode(clusters[0].cluster["certificate-authority-data"]),
    certificatePem: decode(users[0].user["client-certificate-data"]),
    keyPem: decode(users[0].user["client-key-data"]),
  };
}

function decode(data: string): string {
  return Buffer.from(data, "base64").toString("utf8");
}
