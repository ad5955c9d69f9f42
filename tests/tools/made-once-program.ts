import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { ignoredIn } from "../../components/platform";

/*
 * A program for the engine, not for jest: something that is made once, as a bootstrap machine is, from what is in the
 * environment.
 */
const machine = new command.local.Command(
  "machine",
  { create: "cat > /dev/null", stdin: pulumi.secret(process.env["GIVEN"] ?? "") },
  { ignoreChanges: ignoredIn("once") },
);

/** What gates are told of it. */
export const told = machine.stdin;
