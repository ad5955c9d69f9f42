import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";

/*
 * Stands in for the program of the gates: members of the cluster are files, and each gate does what the real one does to
 * them, or waits for the same. What is done goes to the record.
 */
interface Input {
  readonly node?: Named;
  readonly machine?: Named;
  readonly controlPlanes?: readonly Named[];
  readonly plan?: { readonly controlPlanes: readonly Named[] };
}

interface Named {
  readonly name: string;
}

const [gate = "", operation = ""] = process.argv.slice(2);
const member = (name: string): string => `members/${name}`;
const record = (line: string): void => {
  appendFileSync("record", `${line}\n`);
};

const recordOnce = (line: string): void => {
  if (existsSync("last") && readFileSync("last", "utf8") === line) return;
  writeFileSync("last", line);
  record(line);
};

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries === 600) throw new Error(`gave up waiting for ${what}`);
    await setTimeout(100);
  }
}

async function joins(name: string): Promise<void> {
  if (existsSync(`broken/${name}`)) throw new Error(`${name} does not join`);
  // As a bootstrap does, which ends when all machines run: whoever boots them one after the other waits for ever here.
  const machines = (process.env["MACHINES"] ?? "").split(" ");
  if (!existsSync("complete"))
    await until("all machines", () => machines.every((machine) => existsSync(`machines/${machine}`)));
  writeFileSync(member(name), "");
  record(`${name} joined`);
}

function names(machines: readonly Named[] = []): string {
  return machines.map(({ name }) => name).join(", ");
}

async function main(): Promise<void> {
  const nobody = { name: "" };
  const {
    node = nobody,
    machine = nobody,
    controlPlanes = [],
    plan,
  } = JSON.parse(await text(process.stdin)) as Input;
  const { name } = node;
  mkdirSync("members", { recursive: true });
  switch (`${gate} ${operation}`) {
    case "openshiftControlPlane create":
      return joins(name);
    case "openshiftControlPlane delete":
      rmSync(member(name));
      record(`${name} left`);
      return;
    case "openshiftSettled create":
      if (existsSync("complete"))
        await until(name, () => existsSync(member(name)) || existsSync(`broken/${name}`));
      if (existsSync(`broken/${name}`)) throw new Error(`${name} has not settled`);
      return;
    case "openshiftPivot create":
      writeFileSync("complete", "");
      return;
    case "bootkube create":
      record("cluster seeded");
      return;
    case "openshiftVerify create":
      record(`release installed on ${names(plan?.controlPlanes)}`);
      return;
    case "etcdBackup create":
      record(`etcd of ${machine.name} copied`);
      return;
    case "openshiftTopology create":
    case "openshiftTopology update":
      if (controlPlanes.length < readdirSync("members").length) throw new Error("too few control planes");
      // The keys of these tests are others at each run, so that every gate is run again.
      recordOnce(`topology of ${names(controlPlanes)}`);
      return;
    default:
  }
}

void main();
