import { capture } from "../../tools/process";
import type { Lab } from "../libvirt/lab";

/** What is asked of a DNS server. */
export interface Questions {
  readonly server: string;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

/** Node's own resolver, which asks one server and nobody else, as a program that runs where the server is reached. */
const program = `
const { Resolver } = require("node:dns").promises;
const { server, names, addresses } = JSON.parse(process.argv[1]);
const resolver = new Resolver({ timeout: 3000, tries: 2 });
resolver.setServers([server]);
const ask = async (what, how) => [what, (await how().catch((error) => [error.code])).sort().reverse()];
Promise.all([
  ...names.map((name) => ask(name, () => resolver.resolve4(name))),
  ...addresses.map((address) => ask(address, () => resolver.reverse(address))),
]).then((answers) => console.log(JSON.stringify(Object.fromEntries(answers))));
`;

/** The answers of a DNS server in the lab, by what was asked: addresses of names, names of addresses. */
export async function answersOf(
  lab: Lab,
  questions: Questions,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const output = await capture(
    lab.inNamespace({ program: "node", arguments: ["-e", program, JSON.stringify(questions)] }),
  );
  return JSON.parse(output) as Readonly<Record<string, readonly string[]>>;
}
