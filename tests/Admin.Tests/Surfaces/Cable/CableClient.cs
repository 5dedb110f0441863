using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Cable;

/// <summary>A client that shows every frame.</summary>
internal sealed class CableClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? Protocol => _socket.SubProtocol;

    public static Task<CableClient> ConnectAsync(Uri server, params string[] protocols) => ConnectAsync(server, origin: null, protocols);

    /// <summary>As a page of a site does.</summary>
    public static Task<CableClient> ConnectFromAsync(Uri server, string origin) => ConnectAsync(server, origin, []);

    private static async Task<CableClient> ConnectAsync(Uri server, string? origin, string[] protocols)
    {
        var client = new CableClient();
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        foreach (var protocol in protocols)
        {
            client._socket.Options.AddSubProtocol(protocol);
        }

        using var limit = new CancellationTokenSource(Limit);
        await client._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/cable" }.Uri, limit.Token);
        Assert.Equal("welcome", (await client.NextAsync())["type"]!.GetValue<string>());
        return client;
    }

    public static string Person(Person person, Tenant tenant)
        => $$"""{"channel":"RoomChannel","pubsub_token":"{{person.User.PubsubToken}}","account_id":{{tenant.AccountId}},"user_id":{{person.User.Id}}}""";

    public static string Contact(string token) => $$"""{"channel":"RoomChannel","pubsub_token":"{{token}}"}""";

    /// <summary>Waits until all that was done in an account so far has been told: nobody who comes afterwards hears of it late.</summary>
    public static async Task CatchUpAsync(AdminServer server, Tenant tenant, Person person)
    {
        using var client = await ConnectAsync(server.BaseAddress);
        await client.SubscribeAsync(Person(person, tenant));
        await person.ContactAsync(tenant, """{"name":"Last"}""");
        JsonNode message;
        do
        {
            message = (await client.NextAsync())["message"]!;
        }
        while (message["event"]!.GetValue<string>() != "contact.created" || message["data"]!["name"]!.GetValue<string>() != "Last");
    }

    /// <returns>What answers it: <c>confirm_subscription</c> or <c>reject_subscription</c>.</returns>
    public async Task<string> SubscribeAsync(string identifier)
    {
        await CommandAsync("subscribe", identifier);
        var answer = await NextAsync();
        Assert.Equal(identifier, answer["identifier"]!.GetValue<string>());
        return answer["type"]!.GetValue<string>();
    }

    public Task CommandAsync(string command, string identifier, string? data = null)
    {
        var frame = new JsonObject { ["command"] = command, ["identifier"] = identifier };
        if (data is not null)
        {
            frame["data"] = data;
        }

        return SendAsync(frame.ToJsonString());
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame that is no ping; null where the server has closed.</summary>
    public async Task<JsonNode?> NextOrCloseAsync(bool withPings = false)
    {
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            using var limit = new CancellationTokenSource(Limit);
            do
            {
                part = await _socket.ReceiveAsync(_buffer.AsMemory(length), limit.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            var frame = JsonNode.Parse(_buffer.AsSpan(0, length))!;
            if (withPings || frame["type"]?.GetValue<string>() is not "ping")
            {
                return frame;
            }
        }
    }

    public async Task<JsonNode> NextAsync() => await NextOrCloseAsync() ?? throw new InvalidOperationException("The server has closed the connection.");

    /// <summary>The data of the next event, which must have this name; presence and those to <paramref name="skip"/> are passed over.</summary>
    public async Task<JsonNode> EventAsync(string name, params string[] skip)
    {
        string[] passedOver = [.. skip, "presence.update"];
        while (true)
        {
            var message = (await NextAsync())["message"]!;
            var happened = message["event"]!.GetValue<string>();
            if (string.Equals(happened, name, StringComparison.Ordinal))
            {
                return message["data"]!;
            }

            Assert.Contains(happened, passedOver);
        }
    }

    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
    }

    public void Dispose() => _socket.Dispose();
}
