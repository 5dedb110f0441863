// The stock client, with nothing of ours in it: subscribes, hears of a contact, loses its server and comes back by itself.
// Reads lines from standard input ("go on") and writes a line for everything that happens.
import { WebSocket } from "ws";

// What the client expects of a browser.
globalThis.WebSocket = WebSocket;
globalThis.document = { visibilityState: "visible" };
globalThis.addEventListener = () => {};
globalThis.removeEventListener = () => {};

const { createConsumer, adapters } = await import("@rails/actioncable");
adapters.WebSocket = WebSocket;

const [url, identifier] = process.argv.slice(2);
const consumer = createConsumer(url);
const say = (line) => process.stdout.write(line + "\n");

const subscription = consumer.subscriptions.create(JSON.parse(identifier), {
  connected: ({ reconnected }) => say(reconnected ? "connected again" : "connected"),
  disconnected: ({ willAttemptReconnect }) => say(`disconnected, ${willAttemptReconnect ? "comes back" : "for good"}`),
  rejected: () => say("rejected"),
  received: ({ event, data }) => {
    if (event !== "presence.update") {
      say(`${event} ${data.name}`);
    } else if (data.users) {
      say("presence");
    }
  },
});

process.stdin.on("data", () => subscription.perform("update_presence"));
process.stdin.on("end", () => {
  consumer.disconnect();
  process.exit(0);
});
