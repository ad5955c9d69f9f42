import type { ConfigInput } from "../../../../topology/config";
import { describeProblems } from "../../../../topology/problems";
import {
  ocpInput,
  okdInput,
  problemsIn,
  pullSecretText,
  tokenUntil,
} from "../../../support/openshift-config";

const bothRegistries = { "quay.io": "a", "cloud.openshift.com": "b" };
const expired = pullSecretText({
  ...bothRegistries,
  "quay.io": tokenUntil(new Date("2020-01-01T00:00:00Z")),
});

/** What a user may get wrong, each by one value, and the key at which the one problem is told. */
const mistakes: readonly (readonly [mistake: string, where: string, input: ConfigInput])[] = [
  ["a pull secret that is no JSON", "pullSecret", ocpInput({}, { pullSecret: "~/pull-secret.json" })],
  ["a pull secret without auths", "pullSecret", ocpInput({}, { pullSecret: '{"auths":{}}' })],
  ["a registry's credentials that have expired", "pullSecret", ocpInput({}, { pullSecret: expired })],
  ["no pull secret", "pullSecret", ocpInput({}, { pullSecret: undefined })],
  ["an unknown version", "openshift.version", okdInput({ version: "4.17.0-okd-scos.0" })],
  ["the other distribution's version", "openshift.version", okdInput({ version: "4.19.3" })],
  ["a release by its tag", "openshift.release", okdInput({ release: "quay.io/okd/scos-release:4.19" })],
  ["no release", "openshift.release", okdInput({ release: undefined })],
  ["a base domain that is none", "baseDomain", okdInput({}, { baseDomain: "example..com" })],
  ["a name that is no cluster's", "clusterName", okdInput({}, { clusterName: "My_Cluster" })],
  ["pods where machines are", "podNetwork", okdInput({}, { machineNetwork: "10.130.0.0/24" })],
  ["Services where machines are", "serviceNetwork", okdInput({}, { machineNetwork: "172.30.5.0/24" })],
  ["Services where pods are", "serviceNetwork", okdInput({}, { serviceNetwork: "10.129.0.0/16" })],
  ["a mirror with a scheme", "openshift.mirrors[0].source", okdInput({ mirrors: [mirrorOf("https://a")] })],
];

function mirrorOf(source: string) {
  return { source, mirrors: ["mirror.example.com"] };
}

/** What only a hypervisor or a machine can tell is in the tests of the preflight, the release image and the gates. */
describe("bad input", () => {
  it.each(mistakes)(
    "%s is one error before anything is made: what, where, why, remedy",
    (_, where, input) => {
      const [problem, ...others] = problemsIn(input);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({
        where,
        what: expect.stringMatching(/^\S.{9}/) as string,
        why: expect.stringMatching(/^\S.{19}/) as string,
        remedy: expect.stringMatching(/pulumi config|choose|put|give/) as string,
      });
      expect(describeProblems(problemsIn(input))).toContain("1 problem; nothing was changed");
    },
  );
});
