using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Channels;

/// <summary>Steps that stories about providers' channels share.</summary>
internal static class ChannelStories
{
    public const string AppSecret = "app-secret";

    /// <summary>As many as there are stories, so that none meets another's messages.</summary>
    private static int _lastNumber;

    /// <summary>What the Application API is given to connect an inbox, each of its own number, page or account.</summary>
    public static string Channel(string type, string more = "")
    {
        var number = Interlocked.Increment(ref _lastNumber);
        return type switch
        {
            "whatsapp" => $$"""{"type":"whatsapp","phone_number":"+9715{{number:D8}}","provider_config":{"api_key":"{{ProviderStandIn.Token}}","phone_number_id":"10{{number}}","business_account_id":"1","app_secret":"{{AppSecret}}"}{{more}}}""",
            "facebook" => $$"""{"type":"facebook","page_id":"20{{number}}","page_access_token":"{{ProviderStandIn.Token}}","app_secret":"{{AppSecret}}"{{more}}}""",
            "instagram" => $$"""{"type":"instagram","instagram_id":"30{{number}}","access_token":"{{ProviderStandIn.Token}}","app_secret":"{{AppSecret}}"{{more}}}""",
            _ => $$"""{"type":"telegram","bot_token":"{{ProviderStandIn.BotToken}}"{{more}}}""",
        };
    }

    public static async Task<ConnectedInbox> ConnectAsync(this Tenant tenant, AdminServer server, string type, string more = "")
    {
        var admin = await tenant.AdministratorAsync();
        var channel = Channel(type, more);
        var inbox = (await admin.PostAsync(tenant, "/inboxes", $$"""{"name":"Shop","channel":{{channel}}}""")).Is(HttpStatusCode.OK).Body!;
        var given = JsonNode.Parse(channel)!;
        return new ConnectedInbox(
            server,
            tenant,
            admin,
            await tenant.OnSyncAsync(server),
            type,
            inbox["id"]!.GetValue<long>(),
            (given["provider_config"]?["phone_number_id"] ?? given["page_id"] ?? given["instagram_id"] ?? "4711").ToString(),
            new Uri(inbox["callback_webhook_url"]!.GetValue<string>()).AbsolutePath,
            inbox["webhook_verify_token"]!.GetValue<string>());
    }

    /// <summary>The provider tells of something, signed as it signs.</summary>
    /// <param name="inbox">Whose webhook.</param>
    /// <param name="news">What it tells.</param>
    /// <param name="secret">That it signs with; null for the right one.</param>
    /// <param name="at">The admin that is told; null for the one that has connected the inbox.</param>
    public static async Task<HttpStatusCode> TellAsync(this ConnectedInbox inbox, JsonNode news, string? secret = null, Uri? at = null)
    {
        var body = Encoding.UTF8.GetBytes(news.ToJsonString());
        using var client = new HttpClient { BaseAddress = at ?? inbox.Server.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, inbox.Webhook) { Content = new ByteArrayContent(body) };
        if (inbox.Type == "telegram")
        {
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", secret ?? inbox.VerifyToken);
        }
        else
        {
            request.Headers.TryAddWithoutValidation(
                "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? AppSecret), body)));
        }

        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    public static JsonObject WhatsApp(this ConnectedInbox inbox, string kind, JsonObject item, string name = "Sara") => new()
    {
        ["object"] = "whatsapp_business_account",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = "1",
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "messages",
                ["value"] = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["metadata"] = new JsonObject { ["display_phone_number"] = "1", ["phone_number_id"] = inbox.ExternalId },
                    ["contacts"] = new JsonArray(new JsonObject { ["profile"] = new JsonObject { ["name"] = name }, ["wa_id"] = item["from"]?.DeepClone() ?? "1" }),
                    [kind] = new JsonArray(item),
                },
            }),
        }),
    };

    /// <summary>Somebody has written on WhatsApp.</summary>
    public static JsonObject Text(this ConnectedInbox inbox, string from, string id, string text, DateTimeOffset? at = null)
        => inbox.WhatsApp("messages", new JsonObject
        {
            ["from"] = from,
            ["id"] = id,
            ["timestamp"] = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = "text",
            ["text"] = new JsonObject { ["body"] = text },
        });

    public static JsonObject Status(this ConnectedInbox inbox, string id, string status, string? key = null, JsonObject? error = null)
    {
        var told = new JsonObject { ["id"] = id, ["status"] = status, ["timestamp"] = "1", ["recipient_id"] = "1" };
        if (key is not null)
        {
            told["biz_opaque_callback_data"] = key;
        }

        if (error is not null)
        {
            told["errors"] = new JsonArray(error);
        }

        return inbox.WhatsApp("statuses", told);
    }

    /// <summary>Something that Messenger or Instagram tells.</summary>
    public static JsonObject Page(this ConnectedInbox inbox, JsonObject told) => new()
    {
        ["object"] = inbox.Type == "facebook" ? "page" : "instagram",
        ["entry"] = new JsonArray(new JsonObject { ["id"] = inbox.ExternalId, ["time"] = 1, ["messaging"] = new JsonArray(told) }),
    };

    public static JsonObject Between(string sender, string recipient, string name, JsonObject item) => new()
    {
        ["sender"] = new JsonObject { ["id"] = sender },
        ["recipient"] = new JsonObject { ["id"] = recipient },
        ["timestamp"] = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        [name] = item,
    };

    public static Task<Answer> SendAsync(this ConnectedInbox inbox, string to, string content, string type = "text", string more = "")
        => inbox.Program.PostAsync("/v1/messaging/send", $$"""{"platform":"{{inbox.Type}}","to":"{{to}}","messageType":"{{type}}","content":"{{content}}"{{more}}}""");

    /// <summary>What was said at an address, the newest first.</summary>
    public static async Task<List<JsonNode>> SaidAsync(this ConnectedInbox inbox, string address)
        => [.. (await inbox.Program.GetJsonAsync($"/v1/conversations/{inbox.Type}:{address}/messages")).Is(HttpStatusCode.OK).Body!["messages"]!.AsArray().Select(message => message!)];

    /// <summary>Waits until the newest message at an address has come so far.</summary>
    public static async Task<JsonNode> UntilAsync(this ConnectedInbox inbox, string address, string status)
    {
        JsonNode? newest = null;
        await Until.TrueAsync(async () => (newest = (await inbox.SaidAsync(address))[0])["status"]!.GetValue<string>() == status, $"a message that is {status}");
        return newest!;
    }
}
