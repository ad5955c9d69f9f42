import { commandLines, startAtBoot, unitText } from "../../../manifests/unit-text";

describe("a unit", () => {
  it("has its sections in order, with an empty line between them", () => {
    expect(unitText({ Unit: { Description: "a test" }, Install: startAtBoot })).toBe(
      "[Unit]\nDescription=a test\n\n[Install]\nWantedBy=multi-user.target\n",
    );
  });

  it("repeats a setting for each value of a list", () => {
    expect(unitText({ Service: { ExecStart: ["/bin/one", "/bin/two"] } })).toBe(
      "[Service]\nExecStart=/bin/one\nExecStart=/bin/two\n",
    );
  });

  it("clears a setting by an empty value", () => {
    expect(unitText({ Service: { ExecStartPre: "" } })).toContain("ExecStartPre=\n");
  });
});

describe("a long command", () => {
  it("has one option per line", () => {
    expect(commandLines("/usr/bin/kubelet", ["--a=1", "--b=2"])).toBe(
      "/usr/bin/kubelet \\\n  --a=1 \\\n  --b=2",
    );
  });
});
