import { commandSuite } from "../../contract/cases-command";
import { kubernetesSuite } from "../../contract/cases-kubernetes";
import { casesOf, unavailable } from "../../contract/contract-folder";

const missing = unavailable([]);
const whereRecorded = missing === undefined ? it : it.skip;

describe.each([commandSuite, kubernetesSuite])("the table of the recorded cases of $name", (suite) => {
  const { name, match, sample } = suite;
  const leftOut = suite.leftOut.map((one) => one.name);
  const decided = [...match, ...leftOut].sort();

  whereRecorded("decides on each case of the contract, and on none that is not there", () => {
    const { described, recorded } = casesOf(name);
    expect(decided).toEqual(described);
    expect(decided).toEqual(recorded);
  });

  it("decides on each case once", () => {
    expect(decided).toEqual([...new Set(decided)]);
  });

  it("samples cases of both lists, and only such", () => {
    expect(decided).toEqual(expect.arrayContaining([...sample]));
    expect(sample.filter((one) => match.includes(one))).not.toEqual([]);
    expect(sample.filter((one) => leftOut.includes(one))).not.toEqual([]);
  });
});
