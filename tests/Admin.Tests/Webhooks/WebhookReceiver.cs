using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Webhooks;

/// <summary>Somebody's server that is told of events: keeps all that comes, and answers as it is told to.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public ConcurrentQueue<Received> All { get; } = new();

    /// <summary>The status for a request; asked before the answer, in which it may wait.</summary>
    public Func<Received, Task<int>> Answer { get; set; } = static _ => Task.FromResult(StatusCodes.Status200OK);

    /// <summary>The body of each answer.</summary>
    public string Text { get; set; } = "";

    public static async Task<WebhookReceiver> StartAsync()
    {
        var port = LoopbackPorts.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var receiver = new WebhookReceiver(builder.Build(), new Uri($"http://127.0.0.1:{port}/"));
        receiver._app.MapPost("/{**path}", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits for the first request that matches.</summary>
    public async Task<Received> UntilAsync(Func<Received, bool> wanted, string what)
    {
        Received? found = null;
        await Until.TrueAsync(() => Task.FromResult((found = All.FirstOrDefault(wanted)) is not null), what);
        return found!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var received = new Received(
            context.Request.Path, await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        All.Enqueue(received);
        context.Response.StatusCode = await Answer(received);
        await context.Response.WriteAsync(Text);
    }

    internal sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public string Event => Json["event"]!.GetValue<string>();

        public string Delivery => Headers["X-Chatwoot-Delivery"];
    }
}
