import { sccNames, type SccRow, sccTable } from "../../../../../manifests/openshift/objects/scc-table";

const rows = sccNames.map((name): SccRow => sccTable[name]);

describe("the table of constraints", () => {
  it("never gives a privileged container to whoever asks", () => {
    const everyone = ["system:authenticated", "system:unauthenticated", "system:serviceaccounts"];
    const groups = rows.flatMap((row) => row.groups ?? []);
    expect(groups.filter((group) => everyone.includes(group))).toEqual([]);
  });

  it("gives a reason for each", () => {
    expect(rows.filter(({ why }) => why === "")).toEqual([]);
  });
});
