import { dirname } from "node:path/posix";
import {
  filledMount,
  floatingPlaces,
  templateMount,
} from "../../../../../manifests/openshift/floating-address/places";

describe("the places on a control plane", () => {
  it("are those where the kubelet and NetworkManager look", () => {
    expect(dirname(floatingPlaces.keepalivedPod)).toBe("/etc/kubernetes/manifests");
    expect(dirname(floatingPlaces.corednsPod)).toBe("/etc/kubernetes/manifests");
    expect(dirname(floatingPlaces.dispatcher)).toBe("/etc/NetworkManager/dispatcher.d");
  });

  it("keep templates out of the folder of pods, where the kubelet would take them for some", () => {
    for (const path of [floatingPlaces.keepalivedTemplate, floatingPlaces.corefileTemplate])
      expect(dirname(path)).toBe("/etc/kubernetes");
  });

  it("are seen by a container to read, and what is filled in is of the pod alone", () => {
    expect(templateMount("/etc/kubernetes/x")).toMatchObject({
      access: "read",
      onMachine: "/etc/kubernetes/x",
    });
    expect(filledMount("/etc/x")).not.toHaveProperty("onMachine");
  });
});
