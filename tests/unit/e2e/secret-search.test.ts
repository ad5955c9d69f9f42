import { dataUrl, type IgnitionConfig } from "../../../ignition/config";
import { packed } from "../../../ignition/packed";
import { formsOf, seenIn } from "../../e2e/support/secret-search";

const line = "c2Vjb25kIGxpbmUgb2YgYSBwcml2YXRlIGtleSwgd2hpY2ggaXMgaXRzIG93biEh";
const needles = new Map([[line, formsOf(line)]]);
const config: IgnitionConfig = {
  ignition: { version: "3.3.0" },
  storage: {
    directories: [],
    files: [
      { path: "/key", mode: 0o600, overwrite: true, contents: { source: dataUrl(`-----\n${line}\n`) } },
    ],
  },
  systemd: { units: [] },
};

describe("the search for keys in clear", () => {
  it.each([
    ["as it stands", `key: ${line}`],
    ["in a kubeconfig", Buffer.from(`a key:\n${line}\n`).toString("base64")],
    ["in an Ignition config", JSON.stringify(config)],
    ["in a packed Ignition config", packed(config)],
    ["in a packed Ignition config that is cut short", packed(config).slice(0, -20)],
  ])("finds one %s", (_, text) => {
    expect(seenIn(text, needles)).toBe(1);
  });

  it("finds none where there is none", () => {
    expect(seenIn(`-----BEGIN PRIVATE KEY-----\n${line.slice(1)}`, needles)).toBe(0);
  });
});
