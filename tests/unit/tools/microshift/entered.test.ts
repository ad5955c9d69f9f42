import { spawnSync } from "node:child_process";
import { overSsh } from "../../../../tools/microshift/entered";
import { withStandIn } from "../../../support/stand-in-program";

/** What the shell at the other end makes of a command: the stand-in for ssh runs its last word as sshd does. */
function atTheOtherEnd(user: string, ...words: readonly string[]): string {
  const { program, arguments: given } = overSsh("edge", ["-p", "22", "192.0.2.10"], user).inside(...words);
  const ssh = 'for last; do :; done; sudo() { shift; echo "root: $*"; }; eval "$last"\n';
  return spawnSync(program, [...given], { env: withStandIn("ssh", ssh), encoding: "utf8" }).stdout;
}

describe("a node that is entered by ssh", () => {
  it("is given each word as it is, whatever a shell would make of it", () => {
    expect(atTheOtherEnd("root", "printf", "%s|", "a b", "it's", "$HOME", "microshift*")).toBe(
      "a b|it's|$HOME|microshift*|",
    );
  });

  it("is asked as root by any other user", () => {
    expect(atTheOtherEnd("core", "systemctl", "stop", "kubepods.slice")).toBe(
      "root: systemctl stop kubepods.slice\n",
    );
  });
});
