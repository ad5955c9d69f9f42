import { installCommand, missingPackages } from "../../../../tools/host/apt";
import { hostPackages, type HostPackage } from "../../../../tools/host/packages";

const there: HostPackage = { name: "there", proof: "/bin/sh", neededBy: "up", why: "" };
const missing: HostPackage = { name: "missing", proof: "/nonexistent", neededBy: "test", why: "" };

describe("system packages", () => {
  it("are missing when their file is", () => {
    expect(missingPackages([there, missing])).toEqual([missing]);
  });

  it("are installed by one command without recommendations", () => {
    expect(installCommand([there, missing]).join(" ")).toBe(
      "apt-get install -y --no-install-recommends there missing",
    );
  });

  it("that bring a service for the tests' sake name it, so that it stays off", () => {
    const services = hostPackages.flatMap((entry: HostPackage) => entry.services ?? []);
    expect(services).toEqual(expect.arrayContaining(["haproxy.service", "ssh.service"]));
  });

  it("stand once each in the table, with a reason", () => {
    expect(new Set(hostPackages.map(({ name }) => name)).size).toBe(hostPackages.length);
    for (const { why } of hostPackages) expect(why).not.toBe("");
  });
});
