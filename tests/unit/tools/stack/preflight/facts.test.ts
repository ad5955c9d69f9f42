import { availableMemory, foreign } from "../../../../../tools/stack/preflight/facts";

describe("the memory that is available", () => {
  it("is the kernel's estimate, in MiB", () => {
    expect(availableMemory("MemTotal: 9 kB\nMemAvailable:    2097152 kB\n")).toBe(2048);
  });

  it("is not guessed where the kernel does not tell it", () => {
    expect(() => availableMemory("MemTotal: 9 kB\n")).toThrow(/MemAvailable/);
  });
});

describe("who listens on the forwarded port", () => {
  const line = 'LISTEN 0 5   127.0.0.1:20001 0.0.0.0:*  users:(("python3",pid=77,fd=3))\n';

  it("is whoever is not this stack's own proxy", () => {
    expect(foreign(line, "12")).toBe('LISTEN 0 5 127.0.0.1:20001 0.0.0.0:* users:(("python3",pid=77,fd=3))');
    expect(foreign(line, "")).not.toBe("");
    expect(foreign(line, "77")).toBe("");
  });

  it("is nobody where there is no line", () => {
    expect(foreign("", "")).toBe("");
  });
});
