using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// Where the published description is not what upstream answers, each with what the contract says instead. There OneLink
/// answers as upstream does, and the tests hold it to that.
/// </summary>
internal static class Contradictions
{
    private const string Contact = "#/components/schemas/contact_list_item";

    /// <summary>Operations whose answer has another shape altogether.</summary>
    private static readonly Dictionary<string, string> Answers = new(StringComparer.Ordinal)
    {
        // "Real: {payload:{webhooks:[…]}} (swagger: bare array)"; "Real: {payload:{webhook:{…,secret}}}".
        ["GET /api/v1/accounts/{account_id}/webhooks"] = Payload(Members(("webhooks", """{"type":"array","items":{"$ref":"#/components/schemas/webhook"}}"""))),
        ["POST /api/v1/accounts/{account_id}/webhooks"] = Payload(Members(("webhook", Reference("#/components/schemas/webhook")))),
        ["PATCH /api/v1/accounts/{account_id}/webhooks/{webhook_id}"] = Payload(Members(("webhook", Reference("#/components/schemas/webhook")))),

        // "Real shape {payload:{contact:{…,contact_inboxes[]},contact_inbox:{inbox,source_id}}} (swagger says array)".
        ["POST /api/v1/accounts/{account_id}/contacts"] = Payload(Members(("contact", Reference(Contact)))),

        // "Real status 200 with {payload:{…}} (swagger 204)".
        ["PUT /api/v1/accounts/{account_id}/contacts/{id}"] = Payload(Reference(Contact)),

        // "Real shape is {meta,payload} (no data, and meta lacks assigned_count)".
        ["POST /api/v1/accounts/{account_id}/conversations/filter"] =
            Members(("meta", """{"type":"object"}"""), ("payload", """{"type":"array","items":{"$ref":"#/components/schemas/conversation"}}""")),

        // "Returns {agent_bot:{…}} 200" (swagger 204).
        ["GET /api/v1/accounts/{account_id}/inboxes/{id}/agent_bot"] = """{"type":"object","required":["agent_bot"]}""",

        // "Returns the agent / team / bot_slim, not a conversation"; "unassign, body null".
        ["POST /api/v1/accounts/{account_id}/conversations/{conversation_id}/assignments"] = """{"type":["object","null"]}""",

        // "Soft delete …; returns the message" (swagger says empty).
        ["DELETE /api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}"] = Reference("#/components/schemas/message"),
    };

    /// <summary>Members that may be null: "the schemas are stricter than the server on nulls".</summary>
    private static readonly string[] Nulls =
    [
        // Who is in no account has no role; the same in the profile.
        "user/account_id", "user/role",

        // What nobody has filled in.
        "account_detail/domain", "account_detail/support_email", "account_detail/settings/auto_resolve_after",
        "label/description", "webhook/name",
        "agent_bot/description", "agent_bot/outgoing_url",
        "custom_attribute/attribute_description", "custom_attribute/regex_pattern", "custom_attribute/regex_cue", "custom_attribute/default_value",

        // "Without account_id the bot is a system bot usable by all accounts".
        "agent_bot/account_id",

        // What other channels than the inbox's have.
        "inbox/medium", "inbox/website_url", "inbox/widget_color", "inbox/website_token", "inbox/web_widget_script", "inbox/reply_time",
        "inbox_contact/provider",

        // Days on which nobody works; the Application API's description of the same rows allows it.
        "public_inbox/working_hours/*/open_hour", "public_inbox/working_hours/*/open_minutes",
        "public_inbox/working_hours/*/close_hour", "public_inbox/working_hours/*/close_minutes",

        // "content optional in code (attachments or items)".
        "message/content",
    ];

    /// <summary>Members of which other values are sent than the description lists.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        // "availability online, offline, busy".
        ["agent/availability_status"] = """{"enum":["online","busy","offline"]}""",

        // "conversation status open, resolved, pending, snoozed".
        ["conversation/status"] = """{"enum":["open","resolved","pending","snoozed"]}""",

        // "snoozed_until raw ISO".
        ["conversation/snoozed_until"] = """{"type":["string","null"],"format":"date-time"}""",

        // A list in requests and in answers.
        ["custom_attribute/attribute_values"] = """{"type":"array","items":{"type":"string"}}""",

        // "Allowed list has 12 events (swagger lists 8)".
        ["webhook/subscriptions"] = """{"type":"array","minItems":1,"items":{"type":"string"}}""",
    };

    /// <summary>The schema of an operation's answer, where the description has another.</summary>
    public static JsonNode? AnswerOf(SurfaceOperation operation)
        => Answers.TryGetValue(operation.ToString(), out var schema) ? JsonNode.Parse(schema) : null;

    /// <param name="components">Those that a schema names; changed in place.</param>
    public static void Mend(JsonObject components)
    {
        foreach (var path in Nulls)
        {
            if (Find(components, path) is var (parent, name))
            {
                parent[name] = new JsonObject { ["anyOf"] = new JsonArray(parent[name]!.DeepClone(), new JsonObject { ["type"] = "null" }) };
            }
        }

        foreach (var (path, schema) in Values)
        {
            if (Find(components, path) is var (parent, name))
            {
                parent[name] = JsonNode.Parse(schema);
            }
        }
    }

    /// <summary>Where a member is described; null where the components do not have its own.</summary>
    private static (JsonObject Parent, string Name)? Find(JsonObject components, string path)
    {
        if (path.Split('/') is not [var component, .. var members] || components[component] is not JsonObject schema)
        {
            return null;
        }

        foreach (var member in members[..^1])
        {
            schema = (member == "*" ? schema["items"] : schema["properties"]![member])!.AsObject();
        }

        return (schema["properties"]!.AsObject(), members[^1]);
    }

    private static string Payload(string schema) => Members(("payload", schema));

    private static string Reference(string target) => $$"""{"$ref":"{{target}}"}""";

    private static string Members(params (string Name, string Schema)[] members)
    {
        var properties = members.Select(member => $"\"{member.Name}\":{member.Schema}");
        var names = members.Select(member => $"\"{member.Name}\"");
        return $$$"""{"type":"object","properties":{{{{string.Join(',', properties)}}}},"required":[{{{string.Join(',', names)}}}]}""";
    }
}
