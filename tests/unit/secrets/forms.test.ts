import { dataUrl, type IgnitionConfig } from "../../../ignition/config";
import { packed } from "../../../ignition/packed";
import { formsOf, namesIn } from "../../secrets/forms";

const line = "c2Vjb25kIGxpbmUgb2YgYSBwcml2YXRlIGtleSwgd2hpY2ggaXMgaXRzIG93biEh";
const needles = new Map([["key 0", formsOf(line)]]);
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

describe("the search for secrets in clear", () => {
  it.each([
    ["as it stands", `key: ${line}`],
    ["in hexadecimal", `key: ${Buffer.from(line).toString("hex")}`],
    ["in a kubeconfig", Buffer.from(`a key:\n${line}\n`).toString("base64")],
    ["in an Ignition config", JSON.stringify(config)],
    ["in a packed Ignition config", packed(config)],
    ["in a packed Ignition config that is cut short", packed(config).slice(0, -20)],
  ])("finds one %s, and names it", (_, text) => {
    expect(namesIn(text, needles)).toEqual(["key 0"]);
  });

  it("finds one in the form that URLs have", () => {
    const url = new Map([["key 0", formsOf(`${line.slice(1)}+/==`)]]);
    expect(namesIn(encodeURIComponent(`${line}+/==`), url)).toEqual(["key 0"]);
  });

  it("finds none where there is none", () => {
    expect(namesIn(`-----BEGIN PRIVATE KEY-----\n${line.slice(1)}`, needles)).toEqual([]);
  });

  it("is not led astray by what only looks packed", () => {
    expect(namesIn(`H4sIAAAA ${line}`, needles)).toEqual(["key 0"]);
  });

  it("refuses to search for what it would not find", () => {
    expect(() => formsOf("short")).toThrow("a needle needs 32 characters");
    expect(() => formsOf(`${line} and more`)).toThrow("a needle needs 32 characters");
  });
});
