import { describe, expect, test } from "vitest";
import { isPublicAddress, providerAddress } from "./provider-address.ts";

describe("the address of a proxy call", () => {
  const base = "https://api.example.co.uk/v1/";
  test.each([
    ["/user", "https://api.example.co.uk/v1/user"],
    ["user?a=1", "https://api.example.co.uk/v1/user?a=1"],
    ["//evil.test/x", "https://api.example.co.uk/v1/evil.test/x"],
    ["\\\\evil.test", "https://api.example.co.uk/v1/evil.test"],
    ["\t//evil.test", "https://api.example.co.uk/v1/evil.test"],
    ["@evil.test", "https://api.example.co.uk/v1/@evil.test"],
    ["https://api.example.co.uk/v2", "https://api.example.co.uk/v2"],
    ["https://upload.example.co.uk/x", "https://upload.example.co.uk/x"],
    ["HTTPS://UPLOAD.example.co.uk/x", "https://upload.example.co.uk/x"],
  ])("may be %s", (endpoint, expected) => {
    expect(providerAddress(base, endpoint)?.href).toBe(expected);
  });

  test.each([
    "http://api.example.co.uk/",
    "https://other.co.uk/",
    "https://api.example.co.uk.evil.test/",
    "https://api.example.co.uk@evil.test/",
    "https:\\\\evil.test",
    "https:evil.test",
    "https://api.example.co.uk:8443/",
    "https://user:pass@api.example.co.uk/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
  ])("may not be %s", (endpoint) => {
    expect(providerAddress(base, endpoint)).toBeUndefined();
  });

  test("distinguishes sites on a public suffix", () => {
    expect(providerAddress("https://a.github.io", "https://b.github.io/")).toBeUndefined();
    expect(providerAddress("http://127.0.0.1:1", "http://127.0.0.2:1/")).toBeUndefined();
    expect(providerAddress("http://localhost:1", "http://x.localhost:1/")).toBeUndefined();
    expect(providerAddress("http://localhost:1", "http://localhost:1/x")?.href).toBe("http://localhost:1/x");
  });
});

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["224.0.0.1", false],
  ["::1", false],
  ["::", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["::ffff:127.0.0.1", false],
  ["64:ff9b::7f00:1", false],
  ["2002:7f00:1::", false],
  ["nonsense", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
