// A bot that answers with functions. It is told of messages by a webhook (subscription message_created) and answers with the
// token of an agent bot that is connected to the inbox.
//
//   ONELINK_URL     where OneLink is, such as http://localhost:8080
//   BOT_TOKEN       the agent bot's access token
//   WEBHOOK_SECRET  the webhook's secret
//   PORT            where this program listens
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const { ONELINK_URL, BOT_TOKEN, WEBHOOK_SECRET, PORT } = process.env;

/** Webhooks older than this are not taken, in seconds: somebody may have kept one to send it again. */
const MAX_AGE = 300;

/** What the bot can do: the first word chooses, the others are the arguments. */
const functions = {
  add: (...numbers) => String(numbers.map(Number).reduce((sum, number) => sum + number, 0)),
  shout: (...words) => words.join(" ").toUpperCase(),
};

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  if (!isSigned(request.headers, body)) {
    response.writeHead(401).end();
    return;
  }

  // The answer goes at once; a delivery that waits too long is tried again.
  response.writeHead(200).end();
  const event = JSON.parse(body);
  if (event.event === "message_created" && event.message_type === "incoming" && !event.private) {
    await answer(event).catch((error) => console.error(error.message));
  }
}).listen(Number(PORT), () => console.log("listening"));

async function answer({ content, account, conversation }) {
  const path = `/api/v1/accounts/${account.id}/conversations/${conversation.id}`;
  const [name, ...words] = (content ?? "").trim().split(/\s+/);
  if (name === "human") {
    await call(`${path}/toggle_status`, { status: "open" });
    await call(`${path}/messages`, { content: "Somebody will be with you." });
    return;
  }

  const does = Object.hasOwn(functions, name) ? functions[name] : undefined;
  await call(`${path}/messages`, { content: does ? does(...words) : `I know ${Object.keys(functions).join(", ")} and human.` });
}

async function call(path, body) {
  const response = await fetch(ONELINK_URL + path, {
    method: "POST",
    headers: { "api_access_token": BOT_TOKEN, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** The signature is of the timestamp, a point and the body as it came. */
function isSigned(headers, body) {
  const timestamp = headers["x-chatwoot-timestamp"] ?? "";
  const expected = Buffer.from("sha256=" + createHmac("sha256", WEBHOOK_SECRET).update(`${timestamp}.`).update(body).digest("hex"));
  const given = Buffer.from(headers["x-chatwoot-signature"] ?? "");
  return given.length === expected.length && timingSafeEqual(given, expected) && Math.abs(Date.now() / 1000 - Number(timestamp)) < MAX_AGE;
}
