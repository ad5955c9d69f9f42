import { forecast, type Outputs, stackOutputsIn } from "../../../../tools/stack/forecast";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const before: Outputs = {
  files: {
    "master-0": { "/etc/a": "0600 root 1", "/etc/b": "0644 root 1", "/etc/c": "0644 root 1" },
    "worker-1": { "/etc/a": "0600 root 1" },
  },
  certificates: [
    { name: "master-0/apiserver", dns: ["kubernetes"] },
    { name: "admin", dns: [] },
  ],
};

describe("the forecast of a preview", () => {
  it("is empty where nothing changes", () => {
    expect(forecast(before, before)).toEqual([]);
  });

  it("names per machine each file that comes, goes or is another one", () => {
    const files = {
      ...before.files,
      "master-0": { "/etc/a": "0600 root 2", "/etc/c": "0644 root 1", "/etc/d": "0644 root 1" },
    };
    expect(forecast(before, { ...before, files })).toEqual([
      "Machines and their files that change:",
      "  master-0 ~ /etc/a",
      "  master-0 - /etc/b",
      "  master-0 + /etc/d",
    ]);
  });

  it("names machines that come and go instead of their files", () => {
    const { "worker-1": gone, ...stay } = before.files;
    const files = { ...stay, "worker-2": gone ?? {}, "worker-3": unknown } as const;
    expect(forecast(before, { ...before, files })).toEqual([
      "Machines and their files that change:",
      "  worker-1 - the machine leaves",
      "  worker-2 + the machine is new",
      "  worker-3 + the machine is new",
    ]);
  });

  it("names the certificates that are issued anew", () => {
    const certificates = [{ name: "master-0/apiserver", dns: ["kubernetes", "api.example.com"] }];
    expect(forecast(before, { ...before, certificates })).toEqual([
      "Certificates that change:",
      "  - admin",
      "  ~ master-0/apiserver",
    ]);
  });

  it("says so where a preview cannot know", () => {
    expect(forecast(before, { ...before, certificates: unknown })).toEqual([
      "Certificates that change:",
      "  ? known when the keys of new machines are made",
    ]);
  });
});

describe("the engine's event log", () => {
  const line = (type: string, old: object | null, now: object | null) =>
    JSON.stringify({ sequence: 1, resOutputsEvent: { metadata: { type, op: "same", old, new: now } } });

  it("has the stack's outputs before and after in its last event", () => {
    const stack = "pulumi:pulumi:Stack";
    const log = [
      line("command:local:Command", { outputs: { stdout: stack } }, { outputs: {} }),
      line(stack, { outputs: { ...before, apiUrl: "https://127.0.0.1:1" } }, { outputs: before }),
      "",
    ].join("\n");
    expect(stackOutputsIn(log)).toMatchObject({ before, after: before });
  });

  it("has none where the stack is not there yet", () => {
    expect(stackOutputsIn("")).toBeUndefined();
    expect(stackOutputsIn(line("pulumi:pulumi:Stack", null, { outputs: before }))?.before).toEqual({
      files: {},
      certificates: [],
    });
  });
});
