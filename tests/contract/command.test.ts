import { commandSuite } from "./cases-command";
import { describeSuite } from "./suite";

describeSuite("the stand-in for the plugin of @pulumi/command", commandSuite);
