import { imageName, machineImageReference } from "../../../machine-image/reference";

describe("the machine image's reference", () => {
  it("is a name and a digest of the recipe", () => {
    expect(machineImageReference()).toMatch(new RegExp(`^${imageName}:[0-9a-f]{12}$`));
  });

  it("is the same every time, so that a second `up` changes nothing", () => {
    expect(machineImageReference()).toBe(machineImageReference());
  });
});
