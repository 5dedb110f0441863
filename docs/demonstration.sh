#!/usr/bin/env bash
# The OnSync and OneTalk APIs by curl, against a running OneLink: `./onelink up`, then `docs/demonstration.sh`.
# Elsewhere: ONELINK_URL, ONSYNC_KEY and ONETALK_KEY say where and who.
set -euo pipefail

ONELINK_URL="${ONELINK_URL:-http://127.0.0.1:8080}"
CREDENTIALS="${ONELINK_DATA:-.onelink}/credentials.json"

# text NAME: the first text of that name in the JSON that comes in.
text() { grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }
step() { printf '\n# %s\n' "$1" >&2; }
show() { tee /dev/stderr; printf '\n' >&2; }

ONSYNC_KEY="${ONSYNC_KEY:-$(text onsyncKey <"$CREDENTIALS")}"
ONETALK_KEY="${ONETALK_KEY:-$(text onetalkApiKey <"$CREDENTIALS")}"

step 'Whose key is it?'
curl -sS --fail-with-body "$ONELINK_URL/v1/me" -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null

step 'A contact is made, or changed where it is known: by phone number, e-mail address or your own id'
contact="$(curl -sS --fail-with-body -X POST "$ONELINK_URL/v1/contacts" \
  -H "Authorization: Bearer $ONSYNC_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "firstName": "Sara",
    "lastName": "Hussein",
    "phone": "+971500000000",
    "email": "sara@example.com",
    "tags": ["lead", "expo"],
    "channel": "instagram",
    "properties": {
      "source": "Expo booth",
      "language": "en",
      "externalId": "crm_8740"
    }
  }' | show | text id)"

step 'It is shown with what it has done'
curl -sS --fail-with-body "$ONELINK_URL/v1/contacts/$contact" -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null

step 'Some of it changes'
curl -sS --fail-with-body -X PATCH "$ONELINK_URL/v1/contacts/$contact" \
  -H "Authorization: Bearer $ONSYNC_KEY" \
  -H "Content-Type: application/json" \
  -d '{ "tags": ["customer"] }' | show >/dev/null

step 'Who is a customer?'
curl -sS --fail-with-body "$ONELINK_URL/v1/contacts?tag=customer&limit=10" -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null

step 'An approved template goes out on WhatsApp (a sandbox calls nobody)'
curl -sS --fail-with-body -X POST "$ONELINK_URL/v1/messaging/send" \
  -H "Authorization: Bearer $ONSYNC_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "platform": "whatsapp",
    "to": "+971500000000",
    "messageType": "template",
    "content": { "name": "expo_follow_up", "language": "en" }
  }' | show >/dev/null

step 'A webhook is told what happens'
webhook="$(curl -sS --fail-with-body -X POST "$ONELINK_URL/v1/webhooks" \
  -H "Authorization: Bearer $ONSYNC_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "url": "https://example.com/onsync/webhook",
    "events": ["message.created", "message.updated", "conversation.assigned", "conversation.resolved", "contact.created", "contact.updated", "link.clicked"]
  }' | show | text id)"
curl -sS --fail-with-body "$ONELINK_URL/v1/webhooks" -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null
curl -sS --fail-with-body -X DELETE "$ONELINK_URL/v1/webhooks/$webhook" -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null

step 'Another system brings one of its people'
curl -sS --fail-with-body -X POST "$ONELINK_URL/api/integration/v1/user/sync_contact" \
  -H "API-Key: $ONETALK_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "customerUserID": "company:123",
    "fullName": "John Doe",
    "alias": "John",
    "email": "john@example.com",
    "phone": "6281234567890",
    "photoURL": "http://www.example.com/john.jpg"
  }' | show >/dev/null

step 'It asks for a ticket for him, and his app exchanges the ticket'
ticket="$(curl -sS --fail-with-body -X POST "$ONELINK_URL/v1/user/request_auth_ticket" \
  -H "API-Key: $ONETALK_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "customerUserID": "company:123",
    "fullName": "John Doe"
  }' | show | text ticket)"
access="$(curl -sS --fail-with-body -X POST "$ONELINK_URL/v1/user/request_access_token" \
  -H "Content-Type: application/json" \
  -d "{ \"ticket\": \"$ticket\" }" | show)"

step 'With which he writes in live chat'
chat="$ONELINK_URL/public/api/v1/inboxes/$(text inboxIdentifier <<<"$access")/contacts/$(text contactIdentifier <<<"$access")/conversations"
conversation="$(curl -sS --fail-with-body -X POST "$chat" -H "Content-Type: application/json" -d '{}' | show | grep -o '"id": *[0-9]*' | head -n 1 | grep -o '[0-9]*')"
curl -sS --fail-with-body -X POST "$chat/$conversation/messages" -H "Content-Type: application/json" -d '{ "content": "Hello" }' | show >/dev/null

step 'What was said, for a program that keeps a copy'
curl -sS --fail-with-body "$ONELINK_URL/v1/conversations/api:$(text contactIdentifier <<<"$access")/messages?limit=50" \
  -H "Authorization: Bearer $ONSYNC_KEY" | show >/dev/null

printf '\nDone: contact %s, conversation %s.\n' "$contact" "$conversation"
