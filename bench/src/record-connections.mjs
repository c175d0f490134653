// A preload (`node --import`) that prints each host to which the program tries to connect.
import dns from "node:dns";
import net from "node:net";

const seen = new Set();
const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  seen.add(host);
  return lookup(host, ...rest);
};
const { prototype } = net.Socket;
const connect = Object.getOwnPropertyDescriptor(prototype, "connect").value;
prototype.connect = function record(...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof options === "object" && options?.host) seen.add(options.host);
  return connect.apply(this, args);
};
process.on("exit", () => process.stdout.write(JSON.stringify([...seen])));
