import { places } from "../../../../../manifests/openshift/objects/object";

describe("the places of kinds in the order of files", () => {
  it("are each one kind's own, so that file names never meet", () => {
    const all = Object.values(places);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((place) => !/^\d\d$/.test(place))).toEqual([]);
  });

  it("have what CVO would else make empty before what takes long", () => {
    for (const kind of ["Infrastructure", "Network", "DNS", "Ingress", "Proxy", "Scheduler"] as const)
      expect(places[kind] < places.SecurityContextConstraints).toBe(true);
  });
});
