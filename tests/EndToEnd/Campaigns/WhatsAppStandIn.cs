using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OneLink.EndToEnd.Campaigns;

/// <summary>WhatsApp's API for sending, as documented. It keeps what it has taken.</summary>
internal sealed class WhatsAppStandIn : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private int _lastId;

    private WhatsAppStandIn(int port)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/wa");
        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>To whom, what, and under which key it came.</summary>
    public ConcurrentQueue<(string To, JsonNode Body, string Key)> Taken { get; } = new();

    public static WhatsAppStandIn Start() => new(OneLink.Tests.LoopbackPorts.Next());

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var text = await reader.ReadToEndAsync();
            JsonObject answer = new() { ["id"] = "1", ["name"] = "Shop" };
            if (context.Request.HttpMethod is "POST")
            {
                var body = JsonNode.Parse(text)!;
                Taken.Enqueue((body["to"]!.GetValue<string>(), body, context.Request.Headers["Idempotency-Key"] ?? ""));
                answer = new JsonObject
                {
                    ["messaging_product"] = "whatsapp",
                    ["messages"] = new JsonArray(new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"wamid.{++_lastId}") }),
                };
            }

            try
            {
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.ToJsonString()));
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                // Who asked was killed.
            }
        }
    }
}
