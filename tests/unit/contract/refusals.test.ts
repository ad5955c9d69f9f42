import { NotOffered } from "../../../plugins/shared/errors";
import type { LeftOutCase } from "../../contract/cases";
import { refusalComplaints, refusalText, type PlayedStep } from "../../contract/refusals";

const leftOut: LeftOutCase = {
  name: "claim",
  feature: "claims",
  why: "there is no storage",
  refusal: "a claim",
  users: ["one"],
  seen: { log: "" },
};

const error = (text: string): string => `one error: ${text}`;
const refused: PlayedStep = {
  op: "up",
  exit: 255,
  operations: [{ op: "create", resource: "k8s", result: "ok" }],
  messages: [error(refusalText("a claim", "Claim ns/c, urn:…::one")), "(stack) error: update failed"],
  state: { k8s: {} },
  seen: { log: "" },
};

describe("a case that is left out", () => {
  it("is refused by an error that names the feature, the place and the remedy, and makes nothing", () => {
    expect(refusalComplaints(leftOut, [refused])).toEqual([]);
  });

  it("is refused in the very words of the stand-ins' error", () => {
    expect(refusalText("a claim", "somewhere")).toBe(new NotOffered("a claim", "somewhere").message);
  });

  it.each<[string, Partial<PlayedStep>, RegExp]>([
    ["it is ignored", { exit: 0, messages: [] }, /it succeeded/],
    ["it fails with other words", { messages: [error("panic: index out of range")] }, /no error says/],
    ["the error names no place", { messages: [error(refusalText("a claim", "?"))] }, /no error says/],
    ["the error names another feature", { messages: [error(refusalText("a pod", "one"))] }, /no error says/],
    [
      "another error comes beside it",
      { messages: [...(refused.messages ?? []), "two error: something else"] },
      /beside the refusal: two error/,
    ],
    [
      "it is made before it is refused",
      { operations: [{ op: "create", resource: "one", result: "ok" }] },
      /create of one was done/,
    ],
    ["it stands in the state", { state: { one: {} } }, /one stands in the state/],
    ["its outputs are there", { stackOutputs: { out: 1 } }, /the stack has outputs/],
    ["its commands ran", { seen: { log: "ran" } }, /log is "ran"/],
  ])("is not refused if %s", (_, step, complaint) => {
    const complaints = refusalComplaints(leftOut, [{ ...refused, ...step }]);
    expect(complaints.join("\n")).toMatch(complaint);
  });

  it("is judged by the steps that ask for it", () => {
    const steps: readonly PlayedStep[] = [refused, { ...refused, op: "destroy", exit: 0 }];
    expect(refusalComplaints(leftOut, steps)).toEqual([]);
    expect(refusalComplaints(leftOut, steps.slice(1))).toEqual([
      "no step of the case asks for what is left out",
    ]);
  });
});
