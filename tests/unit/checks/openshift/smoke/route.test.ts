import { runCheck } from "../../../../../checks/checks";
import type { SmokeCheck } from "../../../../../checks/openshift/smoke/check";
import { consoleAnswers, routeAdmitted, routeAnswers } from "../../../../../checks/openshift/smoke/route";
import { answerAs, hosts, putPod, smokeCluster, smokePaths } from "../../../../support/smoke-cluster";
import { StandInApi } from "../../../../support/stand-in-api";

async function found(check: SmokeCheck, prepare: (api: StandInApi) => void) {
  const api = new StandInApi();
  prepare(api);
  return (await runCheck(smokeCluster(api), check)).finding;
}

function seenBy(...ingress: readonly object[]) {
  return (api: StandInApi): void => {
    api.objects.set(smokePaths.route, { status: { ingress } });
  };
}

const admitted = { type: "Admitted", status: "True" };

describe("the Route is admitted", () => {
  it("where a router says so, by the name that the plan expects", async () => {
    const finding = await found(routeAdmitted, seenBy({ host: hosts.smoke, conditions: [admitted] }));
    expect(finding).toEqual({ level: "ok", detail: hosts.smoke });
  });

  it.each([
    ["no router has seen it", seenBy(), "no router has seen it yet"],
    [
      "the router refuses it",
      seenBy({
        host: hosts.smoke,
        conditions: [{ ...admitted, status: "False", reason: "HostAlreadyClaimed" }],
      }),
      "Admitted=False (HostAlreadyClaimed)",
    ],
    [
      "the cluster has another domain",
      seenBy({ host: "smoke.apps.elsewhere", conditions: [admitted] }),
      `it is smoke.apps.elsewhere, expected ${hosts.smoke}`,
    ],
  ])("not where %s", async (_, prepare, detail) => {
    expect(await found(routeAdmitted, prepare)).toEqual({ level: "failure", detail });
  });
});

describe("the Route answers", () => {
  const url = `https://${hosts.smoke}/pod.txt`;

  it("where a pod of the test does", async () => {
    const finding = await found(routeAnswers, (api) => {
      putPod(api, "smoke-a");
      answerAs(api, url, "smoke-a\n");
    });
    expect(finding).toEqual({ level: "ok", detail: `smoke-a answers as ${hosts.smoke}` });
  });

  it.each<[string, (api: StandInApi) => void, RegExp]>([
    [
      "the router knows no such name",
      (api) => {
        answerAs(api, url, "", 503);
      },
      /says HTTP 503 at 10\.90\.0\.5$/,
    ],
    [
      "somebody else answers",
      (api) => {
        answerAs(api, url, "hello");
      },
      /"hello" answers, which is the name of no pod/,
    ],
    ["nobody listens", () => undefined, /^connection refused$/],
  ])("not where %s", async (_, prepare, detail) => {
    const finding = await found(routeAnswers, prepare);
    expect(finding).toMatchObject({ level: "failure", detail: expect.stringMatching(detail) as string });
  });
});

describe("the console answers", () => {
  const url = `https://${hosts.console}/`;

  it.each(["<title>Red Hat OpenShift</title>", "<title>OKD</title>"])(
    "where its page is there: %s",
    async (text) => {
      const finding = await found(consoleAnswers, (api) => {
        answerAs(api, url, text);
      });
      expect(finding).toEqual({ level: "ok", detail: hosts.console });
    },
  );

  it.each<[string, string, number, RegExp]>([
    ["it has no pod", "Application is not available", 503, /says HTTP 503/],
    ["a proxy answers for it", "please log in", 200, /shows a page that is not the console's/],
  ])("not where %s", async (_, text, status, detail) => {
    const finding = await found(consoleAnswers, (api) => {
      answerAs(api, url, text, status);
    });
    expect(finding).toMatchObject({ level: "failure", detail: expect.stringMatching(detail) as string });
  });
});
