// Keeps the people of an account as a file says: who is in it works there, in the role that it names; who was brought in by
// this program and is in it no longer is taken out of the account. Others stay as they are.
//
//   ONELINK_URL     where OneLink is, such as http://localhost:8080
//   PLATFORM_TOKEN  a platform app's token
//   ACCOUNT_ID      an account that the app looks after
//
//   node sync.mjs people.csv     lines of name,email,role (agent or administrator)
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

const { ONELINK_URL, PLATFORM_TOKEN, ACCOUNT_ID } = process.env;
const people = (await readFile(process.argv[2], "utf8"))
  .split(/\r?\n/)
  .filter((line) => line.trim())
  .map((line) => line.split(",").map((field) => field.trim()))
  .map(([name, email, role]) => ({ name, email, role }));

const places = `/platform/api/v1/accounts/${ACCOUNT_ID}/account_users`;
const before = new Map((await call("GET", places)).map(({ user_id, role }) => [user_id, role]));
const counts = { added: 0, changed: 0, removed: 0 };
const wanted = new Set();

for (const { name, email, role } of people) {
  // Of somebody whom the app looks after already, this answers that person, unchanged.
  const user = await call("POST", "/platform/api/v1/users", { name, email, password: `${randomBytes(12).toString("base64url")}-1A` });
  wanted.add(user.id);
  if (before.get(user.id) !== role) {
    await call("POST", places, { user_id: user.id, role });
    counts[before.has(user.id) ? "changed" : "added"]++;
  }
}

for (const id of before.keys()) {
  if (!wanted.has(id) && await isOurs(id)) {
    await call("DELETE", places, { user_id: id });
    counts.removed++;
  }
}

console.log(`added ${counts.added}, changed ${counts.changed}, removed ${counts.removed}`);

/** The API tells of people whom other apps or the account itself brought in that they are not ours: 401. */
async function isOurs(id) {
  return (await send("GET", `/platform/api/v1/users/${id}`)).ok;
}

async function call(method, path, body) {
  const response = await send(method, path, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

function send(method, path, body) {
  return fetch(ONELINK_URL + path, {
    method,
    headers: { "api_access_token": PLATFORM_TOKEN, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
}
