import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import type { z } from "zod";
import { attempt } from "../../../tools/process";
import type { ProberReport, proberInput } from "../../support/prober";
import { firstAnswer } from "./first-answer";
import { insideNamespace, kubeconfigOf, type TestStack } from "./stack";

/** A program of the tests that runs beside them. */
export interface Running<Report> {
  /** Ends it and returns what it reports. */
  readonly end: () => Promise<Report>;
}

/** A prober that is running. */
export type Probing = Running<ProberReport>;

/** What the prober shows to the API, and what it knows the API by. */
export type Credentials = Pick<z.infer<typeof proberInput>, "caPem" | "certificatePem" | "keyPem">;

/**
 * Starts to probe a stack's API: `/readyz` and the list of nodes, each ten times a second by a new connection through
 * the load balancer. It resolves when the first requests are sent.
 */
export async function probe(stack: TestStack, api: string, credentials: Credentials): Promise<Probing> {
  return beside(stack, "tests/support/prober.ts", { ...credentials, url: api, perSecond: 10 });
}

/**
 * Starts a program of the tests inside the cluster's network namespace, with its input. It resolves when the program
 * says that it has begun; the program is told to end by SIGTERM, and then prints its report.
 */
export async function beside<Report>(
  stack: TestStack,
  program: string,
  input: unknown,
): Promise<Running<Report>> {
  const running = insideNamespace(stack, "node", "--require", "tsx/cjs", program);
  const output = text(running.stdout);
  const started = once(running.stderr, "data");
  running.stdin.end(JSON.stringify(input));
  await started;
  return {
    end: async () => {
      running.kill("SIGTERM");
      return JSON.parse(await output) as Report;
    },
  };
}

/** Probes a stack that is coming up as soon as its API answers; `over` stops the wait for that. */
export async function probeFromFirstAnswer(
  stack: TestStack,
  api: string,
  over: AbortSignal,
): Promise<Probing> {
  return probe(stack, api, await firstCredentials(stack, api, over));
}

/** During an `up` the stack has no outputs yet; the bootstrap machine's scheduler may list nodes, too. */
async function firstCredentials(stack: TestStack, api: string, over: AbortSignal): Promise<Credentials> {
  await firstAnswer(stack, api, over);
  const read = await attempt({
    program: "podman",
    arguments: ["exec", `${stack.instance}-bootstrap`, "cat", "/etc/kubernetes/kube-scheduler/kubeconfig"],
  });
  return credentialsIn(read.output);
}

/** The administrator's credentials of a stack that is up. */
export async function adminCredentials(stack: TestStack): Promise<Credentials> {
  return credentialsIn(await readFile(await kubeconfigOf(stack), "utf8"));
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly "certificate-authority-data": string } }];
  readonly users: readonly [
    { readonly user: { readonly "client-certificate-data": string; readonly "client-key-data": string } },
  ];
}

function credentialsIn(kubeconfig: string): Credentials {
  const { clusters, users } = parse(kubeconfig) as Kubeconfig;
  return {
    caPem: decode(clusters[0].cluster["certificate-authority-data"]),
    certificatePem: decode(users[0].user["client-certificate-data"]),
    keyPem: decode(users[0].user["client-key-data"]),
  };
}

function decode(data: string): string {
  return Buffer.from(data, "base64").toString("utf8");
}
