import { cannotRaise, neededLimit, WANTED_INSTANCES } from "../../../../tools/host/inotify";

describe("the limit of inotify instances", () => {
  it("is raised from the kernel's default, which seven machines exceed", () => {
    expect(neededLimit(128)).toBe(WANTED_INSTANCES);
  });

  it("is left alone where it is high enough, or higher", () => {
    expect(neededLimit(WANTED_INSTANCES)).toBeUndefined();
    expect(neededLimit(100_000)).toBeUndefined();
  });

  it("that cannot be raised is told with the command that raises it", () => {
    expect(cannotRaise(128, "EROFS: read-only file system").message).toMatch(
      /is 128[^]*read-only[^]*sudo sysctl -w fs\.inotify\.max_user_instances=8192/,
    );
  });
});
