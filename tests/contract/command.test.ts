import { commandSuite } from "./cases";
import { describeSuite } from "./suite";

// sshd is looked for by the harness where Debian puts it, which is not on everybody's PATH.
describeSuite("the stand-in for the plugin of @pulumi/command", commandSuite, []);
