import { compareSync, getRounds } from "bcryptjs";
import {
  isKubeadminPassword,
  kubeadminHash,
  kubeadminPassword,
} from "../../../../manifests/openshift/kubeadmin";

const random = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const other = random.map((byte) => byte ^ 1);
const password = kubeadminPassword(random);

describe("the first administrator's password", () => {
  it("defect 7 of 4.2: is of the form and the length that the login server takes", () => {
    expect(password).toHaveLength(23);
    expect(isKubeadminPassword(password)).toBe(true);
  });

  it.each(["", "short", "abcde-abcde-abcde", "abcdeabcdeabcdeabcdeabc", "abcde-abcde-abcde-abcde\n"])(
    "is none where it reads %j",
    (text) => {
      expect(isKubeadminPassword(text)).toBe(false);
    },
  );

  it("is another one for other bytes, and the same for the same", () => {
    expect(kubeadminPassword(other)).not.toBe(password);
    expect(kubeadminPassword(random)).toBe(password);
  });

  it("uses every character as often as any other, over all bytes", () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const [first = ""] = kubeadminPassword(Uint8Array.from([byte, ...random]));
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    expect(new Set(counts.values())).toEqual(new Set([8]));
  });

  it("is refused of fewer than 20 bytes", () => {
    expect(() => kubeadminPassword(random.subarray(0, 19))).toThrow("20 random bytes, not 19");
  });
});

describe("its hash", () => {
  const hash = kubeadminHash(password, random);

  it("defect 7 of 4.2: is bcrypt, of the password and no other", () => {
    expect(hash).toMatch(/^\$2b\$10\$[./A-Za-z0-9]{53}$/);
    expect(getRounds(hash)).toBe(10);
    expect(compareSync(password, hash)).toBe(true);
    expect(compareSync(kubeadminPassword(other), hash)).toBe(false);
  });

  it("is the same at every `up`", () => {
    expect(kubeadminHash(password, random)).toBe(hash);
  });

  it("has a salt of the bytes: two clusters of one password differ", () => {
    expect(kubeadminHash(password, other)).not.toBe(hash);
  });

  it("defect 7 of 4.2: is refused for a password that could never log in, without saying it", () => {
    expect(() => kubeadminHash("hunter2", random)).toThrow(/not of the form/);
    expect(() => kubeadminHash("hunter2", random)).not.toThrow(/hunter2/);
  });
});
