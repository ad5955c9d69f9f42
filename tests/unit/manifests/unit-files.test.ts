import { filesOfUnit } from "../../../manifests/unit-files";

const dropins = [{ name: "10-machine.conf", contents: "[Service]\n" }];

describe("the files of a unit", () => {
  it("are the unit and what is added to it, for root alone", () => {
    expect(filesOfUnit({ name: "a.service", enabled: true, contents: "[Unit]\n", dropins })).toEqual([
      { path: "/etc/systemd/system/a.service", mode: 0o600, owner: "root", contents: "[Unit]\n" },
      {
        path: "/etc/systemd/system/a.service.d/10-machine.conf",
        mode: 0o600,
        owner: "root",
        contents: "[Service]\n",
      },
    ]);
  });

  it("are none where the machine image brings the unit as it is wanted", () => {
    expect(filesOfUnit({ name: "haproxy.service", enabled: true })).toEqual([]);
  });
});
