using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OneLink.Analytics.Client;
using OneLink.Analytics.Ingest;

namespace OneLink.Edge.Tests.Spool;

/// <summary>
/// ClickHouse's HTTP interface as the shipper uses it, on a loopback port, which refuses what a test wants refused. What
/// the real engine does with tokens is tested against the real engine (tests/Analytics.Tests, tests/EndToEnd).
/// </summary>
internal sealed class StubClickHouse : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StubClickHouse(WebApplication app) => _app = app;

    /// <summary>Answers an insert with an error of ClickHouse; null stores it. Gets the token.</summary>
    public Func<string, string?> Refuse { get; set; } = static _ => null;

    /// <summary>RowBinary by token, the first of each.</summary>
    public ConcurrentDictionary<string, byte[]> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>Tokens in the order in which inserts arrived.</summary>
    public ConcurrentQueue<string> Attempts { get; } = new();

    public ClickHouseOptions Options => ClickHouseOptions.Parse(_app.Urls.Single());

    public static async Task<StubClickHouse> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var stub = new StubClickHouse(app);
        app.MapPost("/", stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string token = context.Request.Query["insert_deduplication_token"].ToString();
        if (token.Length == 0)
        {
            await context.Response.WriteAsync($"[{ClickBatchInserter.RequiredSchema}]\n");
            return;
        }

        Attempts.Enqueue(token);
        if (Refuse(token) is { } error)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync(error);
            return;
        }

        Stored.TryAdd(token, body.ToArray());
    }
}
