import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { checks } from "../../checks/checks";
import type { GateInput } from "../../gates/input";
import { credentialOf, operatorCredential } from "../../pki/bundle";
import { issue } from "../../pki/issue";
import { encryptionKey, requiredKeys } from "../../pki/keys";
import { newKey, testKeysNamed } from "../support/keys";
import { planOf } from "../support/plan";

jest.setTimeout(30_000);

const root = join(__dirname, "..", "..");
const plan = planOf({ controlPlanes: 1, workers: 0 });
const key = newKey(new Date());
const bundle = issue(plan, testKeysNamed(requiredKeys(plan), key), new Date());
const credential = operatorCredential(bundle, "provisioner");
/** A line of the private key, which nothing that the program writes may hold. */
const keyLine = credential.keyPem.split("\n")[3] ?? "";
const first = { name: "bootstrap", address: "127.76.0.10" };
const unserved: GateInput<"api"> = { first, kubernetes: { url: "https://127.76.0.5:6443", credential } };

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The platform's part, played by a program that counts the lines of the error that it is given. */
const environment = { ...process.env, WHEN_GIVEN_UP: 'echo "/failures/$(wc -l).tar.gz"' };

/** Runs the gate program as Pulumi does; `during` gets its process once it has said something. */
async function gate(
  args: readonly string[],
  stdin: string,
  during: (process: { kill: (signal: NodeJS.Signals) => boolean }) => void = () => undefined,
): Promise<Ended> {
  const program = spawn(process.execPath, ["--require", "tsx/cjs", "gates/main.ts", ...args], {
    cwd: root,
    env: environment,
  });
  program.stdin.end(stdin);
  program.stderr.once("data", () => {
    during(program);
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    once(program, "exit") as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

describe("the gate program", () => {
  it("writes its progress to stderr and its result, which Pulumi stores, to stdout: one line without times", async () => {
    const { certificatePem, keyPem } = credentialOf(bundle, "apiserver", plan.bootstrap);
    const server = createServer({ cert: certificatePem, key: keyPem }, (_, response) => response.end("ok"));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ended = await gate(["api", "create"], JSON.stringify({ first, kubernetes: { url, credential } }));
    server.close();
    expect(ended.stdout).toBe('{"api":"ready"}\n');
    expect(ended.stderr).toBe("api: the API behind the load balancer is ready, 0 s\n");
    expect(ended.code).toBe(0);
  });

  const privateKeys = requiredKeys(plan).filter((name) => name !== encryptionKey);

  it("ends at once where the certificates were made by a clock ten minutes ahead, and says when to try again", async () => {
    const ahead = new Date(Date.now() + 10 * 60_000);
    const aheadKey = newKey(ahead);
    const others = Object.fromEntries(privateKeys.map((name) => [name, aheadKey]));
    const keys = { ...testKeysNamed([encryptionKey]), ...others };
    const future = operatorCredential(issue(plan, keys, ahead), "provisioner");
    const ended = await gate(
      ["api", "create"],
      JSON.stringify({ first, kubernetes: { url: "https://127.76.0.5:6443", credential: future } }),
    );
    expect(ended.stderr).toMatch(
      /not valid yet\n {2}where: .*\n {2}since: .*\n {2}seen: .* valid from .*\n {2}why: .* ahead .*\n {2}remedy: set the clock right/,
    );
    expect(ended.code).toBe(1);
  });

  it.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)(
    "ends at once and in order on %s, and says that the next run continues",
    async (signal, code) => {
      const ended = await gate(["api", "create"], JSON.stringify(unserved), (program) =>
        program.kill(signal),
      );
      expect(ended).toMatchObject({ code, stdout: "" });
      expect(ended.stderr.split("\n").slice(0, 2)).toEqual([
        "api: connection refused, 0 s",
        `interrupted by ${signal}; the next "pulumi up" continues from here`,
      ]);
      expect(ended.stderr).not.toContain("archive:");
    },
  );

  it.each([
    ["no gate", []],
    ["an unknown gate", ["gates", "create"]],
    ["an unknown operation", ["api", "read"]],
    ["too many words", ["status", "create"]],
  ])("shows how it is used where it is given %s", async (_, args) => {
    const ended = await gate(args, "");
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(
      /^usage: gate <api\|member\|etcdBackup\|controlPlane\|join\|pivot\|worker\|verify\|bootkube\|openshift\S*> <create\|update\|delete>/,
    );
  });

  it("refuses an input that is no JSON without a word of it", async () => {
    const ended = await gate(["api", "create"], `{"kubernetes": ${credential.keyPem}`);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toMatch(/the gate's input is no JSON document/);
    expect(ended.stderr).not.toContain("PRIVATE KEY");
  });

  it("refuses an input of the wrong shape by the paths of what is wrong, without its values", async () => {
    const ended = await gate(
      ["api", "create"],
      JSON.stringify({ kubernetes: { url: keyLine, credential: { keyPem: keyLine } } }),
    );
    expect(ended).toMatchObject({ code: 2, stdout: "" });
    expect(ended.stderr).toMatch(/kubernetes\.url: .*\n.*kubernetes\.credential\.certificatePem: /);
    expect(ended.stderr).not.toContain(keyLine);
  });

  it("hands its error to the platform when it gives up, and ends with where that has put what it collected", async () => {
    const ended = await gate(["api", "create"], "no JSON");
    expect(ended.code).toBe(1);
    const lines = ended.stderr.trimEnd().split("\n");
    expect(lines[0]).toBe("collecting what the machines say");
    expect(lines.at(-1)).toMatch(/^ {2}archive: \/failures\/\d\.tar\.gz$/);
  });

  it("does nothing for the delete of a gate that has nothing to undo", async () => {
    expect(await gate(["api", "delete"], JSON.stringify(unserved))).toEqual({
      code: 0,
      stdout: "{}\n",
      stderr: "",
    });
  });

  it("status: prints a table and fails where a check does", async () => {
    const input: GateInput<"verify"> = {
      plan: {
        families: ["ipv4"],
        api: { address: "127.76.0.5", port: 6443 },
        etcdMembers: [{ name: "master-0", address: "127.76.0.11" }],
        loadBalancers: [{ name: "lb-0", address: "127.76.0.5" }],
        controlPlanes: [{ name: "master-0", address: "127.76.0.11" }],
        workers: [],
      },
      kubernetes: unserved.kubernetes,
      etcd: { credential: operatorCredential(bundle, "etcd-operator") },
      kubelets: { authorityPem: credential.authorityPem },
      certificates: [],
      probeImage: "localhost/k8s:1",
    };
    const ended = await gate(["status"], JSON.stringify(input));
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^FAIL {2}the members of etcd .*: master-0: connection refused$/m);
    expect(ended.stdout.trim().split("\n").at(-1)).toBe(`0 ok, 0 warnings, ${checks.length} failed`);
  });
});
