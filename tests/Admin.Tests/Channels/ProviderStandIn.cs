using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Channels;

/// <summary>
/// The APIs of WhatsApp (<c>/wa</c>), Messenger (<c>/fb</c>), Instagram (<c>/ig</c>) and Telegram (<c>/tg</c>) as they are
/// documented, with faults where a test wants them. It keeps what it has taken.
/// </summary>
internal sealed class ProviderStandIn : IAsyncDisposable
{
    public const string Token = "EAA-token";
    public const string BotToken = "4711:AAH-secret";

    private readonly WebApplication _app;
    private int _lastId;

    private ProviderStandIn(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>Every request for a message, also those that were refused.</summary>
    public ConcurrentQueue<Asked> All { get; } = new();

    /// <summary>What was taken: it would arrive.</summary>
    public ConcurrentQueue<Asked> Taken { get; } = new();

    /// <summary>What a request for a message meets instead of an answer; null for none.</summary>
    public Func<Asked, Fault?> Fault { get; set; } = static _ => null;

    /// <summary>Telegram's webhook, as it was set last.</summary>
    public JsonNode? Webhook { get; private set; }

    public IReadOnlyList<string> Settings =>
    [
        "--ONELINK_WEBHOOK_ALLOW=127.0.0.1", "--ONELINK_SEND_DOUBT_SECONDS=1", "--ONELINK_PUBLIC_URL=https://admin.example",
        $"--ONELINK_WHATSAPP_URL={Address}wa", $"--ONELINK_MESSENGER_URL={Address}fb", $"--ONELINK_INSTAGRAM_URL={Address}ig", $"--ONELINK_TELEGRAM_URL={Address}tg",
    ];

    public static async Task<ProviderStandIn> StartAsync()
    {
        var port = LoopbackPorts.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var standIn = new ProviderStandIn(builder.Build(), new Uri($"http://127.0.0.1:{port}/"));
        foreach (var api in new[] { "wa", "fb", "ig" })
        {
            standIn._app.MapGet($"/{api}/{{id}}", (HttpContext context, string id) => standIn.Show(context, api, id));
            standIn._app.MapPost($"/{api}/{{id}}/messages", (HttpContext context, string id) => standIn.GraphAsync(context, api, id));
        }

        standIn._app.MapGet("/media/{name}", (HttpContext context, string name) => context.Request.Headers.Authorization == "Bearer " + Token ? Results.Text("the " + name) : Results.Unauthorized());
        standIn._app.MapGet($"/tg/file/bot{BotToken}/{{name}}", (string name) => Results.Text("the " + name));
        standIn._app.Map("/tg/bot{token}/{method}", (HttpContext context, string token, string method) => standIn.BotAsync(context, token, method));
        await standIn._app.StartAsync();
        return standIn;
    }

    public async Task<Asked> UntilTakenAsync(Func<Asked, bool> wanted, string what)
    {
        Asked? found = null;
        await Until.TrueAsync(() => Task.FromResult((found = Taken.FirstOrDefault(wanted)) is not null), what);
        return found!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Show(HttpContext context, string api, string id)
        => context.Request.Headers.Authorization == "Bearer " + Token
            ? Json(new JsonObject { ["id"] = id, ["name"] = api, ["url"] = Address + "media/" + id })
            : Json(GraphError("190", "Error validating access token"), StatusCodes.Status401Unauthorized);

    private async Task GraphAsync(HttpContext context, string api, string id)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var to = body!["to"]?.GetValue<string>() ?? body["recipient"]!["id"]!.GetValue<string>();
        var asked = new Asked(api, id, to, body, context.Request.Headers["Idempotency-Key"].ToString());
        if (context.Request.Headers.Authorization != "Bearer " + Token)
        {
            await Json(GraphError("190", "Error validating access token"), StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        await AnswerAsync(context, asked, name => api == "wa"
            ? new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["contacts"] = new JsonArray(new JsonObject { ["input"] = to, ["wa_id"] = to }),
                ["messages"] = new JsonArray(new JsonObject { ["id"] = name }),
            }
            : new JsonObject { ["recipient_id"] = to, ["message_id"] = name });
    }

    private async Task BotAsync(HttpContext context, string token, string method)
    {
        if (token != BotToken)
        {
            await Json(BotError(401, "Unauthorized"), StatusCodes.Status401Unauthorized).ExecuteAsync(context);
            return;
        }

        if (method == "getMe")
        {
            await Json(new JsonObject { ["ok"] = true, ["result"] = new JsonObject { ["id"] = 4711, ["is_bot"] = true, ["username"] = "acme_bot" } }).ExecuteAsync(context);
            return;
        }

        if (method == "getFile")
        {
            await Json(new JsonObject { ["ok"] = true, ["result"] = new JsonObject { ["file_path"] = context.Request.Query["file_id"].ToString() } }).ExecuteAsync(context);
            return;
        }

        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (method == "setWebhook")
        {
            Webhook = body;
            await Json(new JsonObject { ["ok"] = true, ["result"] = true }).ExecuteAsync(context);
            return;
        }

        var chat = body["chat_id"]!.ToString();
        await AnswerAsync(context, new Asked("tg", method, chat, body, context.Request.Headers["Idempotency-Key"].ToString()), _ => new JsonObject
        {
            ["ok"] = true,
            ["result"] = new JsonObject { ["message_id"] = _lastId, ["chat"] = new JsonObject { ["id"] = long.Parse(chat, CultureInfo.InvariantCulture), ["type"] = "private" } },
        });
    }

    private async Task AnswerAsync(HttpContext context, Asked asked, Func<string, JsonObject> answer)
    {
        All.Enqueue(asked);
        var fault = Fault(asked);
        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
        {
            await Task.Delay(delay);
        }

        if (fault is null or { IsTaken: true })
        {
            var number = Interlocked.Increment(ref _lastId);
            var name = asked.Api == "wa" ? $"wamid.{number}" : $"m_{number}";
            Taken.Enqueue(asked with { Name = asked.Api == "tg" ? $"{asked.To}:{number}" : name });
            if (fault is null or { BreaksOff: false, Status: 0 })
            {
                await Json(answer(name)).ExecuteAsync(context);
                return;
            }
        }

        if (fault.BreaksOff)
        {
            context.Abort();
            return;
        }

        if (fault.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        await Json(fault.Body!, fault.Status).ExecuteAsync(context);
    }

    public static JsonObject GraphError(string code, string message, string? subcode = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = "OAuthException", ["code"] = int.Parse(code, CultureInfo.InvariantCulture), ["fbtrace_id"] = "A" };
        if (subcode is not null)
        {
            error["error_subcode"] = int.Parse(subcode, CultureInfo.InvariantCulture);
        }

        return new JsonObject { ["error"] = error };
    }

    public static JsonObject BotError(int code, string description, int? retryAfter = null)
    {
        var error = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (retryAfter is not null)
        {
            error["parameters"] = new JsonObject { ["retry_after"] = retryAfter };
        }

        return error;
    }

    private static IResult Json(JsonObject body, int status = StatusCodes.Status200OK) => Results.Text(body.ToJsonString(), "application/json", statusCode: status);

    /// <param name="Api"><c>wa</c>, <c>fb</c>, <c>ig</c> or <c>tg</c>.</param>
    /// <param name="Of">Number, page or account that sends; of Telegram the method.</param>
    /// <param name="To">To whom.</param>
    /// <param name="Body">As sent.</param>
    /// <param name="Key">Of the delivery.</param>
    internal sealed record Asked(string Api, string Of, string To, JsonNode Body, string Key)
    {
        /// <summary>By which the message is known here; empty where it was not taken.</summary>
        public string Name { get; init; } = "";

        public string? Text => (Body["text"] as JsonValue ?? Body["text"]?["body"] ?? Body["message"]?["text"])?.GetValue<string>();
    }
}
