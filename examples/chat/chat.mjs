// A chat in the terminal: what is typed goes to the inbox, what agents answer is shown as it comes.
// Run it with node --experimental-websocket (which newer versions of Node.js need no longer).
//
//   ONELINK_URL       where OneLink is, such as http://localhost:8080
//   INBOX_IDENTIFIER  of an API inbox
//   NAME              who is chatting
import { createInterface } from "node:readline";

const { ONELINK_URL, INBOX_IDENTIFIER, NAME } = process.env;
const inbox = `/public/api/v1/inboxes/${INBOX_IDENTIFIER}`;

const contact = await call("POST", `${inbox}/contacts`, { name: NAME });
const conversation = await call("POST", `${inbox}/contacts/${contact.source_id}/conversations`, {});
const messages = `${inbox}/contacts/${contact.source_id}/conversations/${conversation.id}/messages`;

/** Id of the newest message that was shown, so that none is shown twice. */
let shown = 0;
let channel = connect();

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) await call("POST", messages, { content: line });
}

channel.close();

/** Listens; where the line drops it listens again, and then reads what it has missed. */
function connect() {
  const socket = new WebSocket(`${ONELINK_URL.replace(/^http/, "ws")}/cable`, "actioncable-v1-json");
  const identifier = JSON.stringify({ channel: "RoomChannel", pubsub_token: contact.pubsub_token });
  socket.addEventListener("message", async ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.type === "welcome") {
      socket.send(JSON.stringify({ command: "subscribe", identifier }));
    } else if (frame.type === "confirm_subscription") {
      console.log("connected");
      for (const message of await call("GET", messages)) show(message);
    } else if (frame.message?.event === "message.created") {
      show(frame.message.data);
    }
  });
  socket.addEventListener("close", ({ wasClean }) => {
    if (!wasClean) setTimeout(() => { channel = connect(); }, 1000);
  });
  return socket;
}

/** Agents' messages are outgoing: 1. */
function show({ id, message_type, content, sender }) {
  if (message_type === 1 && id > shown) {
    shown = id;
    console.log(`${sender?.name ?? "agent"}: ${content}`);
  }
}

async function call(method, path, body) {
  const response = await fetch(ONELINK_URL + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
