using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OneLink.Client.Tests;

/// <summary>A server that answers as a test says and remembers what it was asked.</summary>
internal sealed class LoopbackApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();

    private LoopbackApi(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    /// <param name="answer">Gets the request and how many came before it.</param>
    public static Task<LoopbackApi> StartAsync(Func<HttpContext, int, Task> answer)
        => StartAsync(static (api, request) => api.RememberAsync(request), answer);

    /// <summary>The same with bodies that nobody has read and no calls remembered.</summary>
    public static Task<LoopbackApi> StartUnreadAsync(Func<HttpContext, int, Task> answer)
    {
        var calls = 0;
        return StartAsync(static (_, _) => Task.CompletedTask, (context, _) => answer(context, calls++));
    }

    private static async Task<LoopbackApi> StartAsync(Func<LoopbackApi, HttpRequest, Task> receive, Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new LoopbackApi(app);
        app.Run(async context =>
        {
            var before = api._calls.Count;
            await receive(api, context.Request);
            await answer(context, before);
        });
        await app.StartAsync();
        return api;
    }

    /// <summary>Answers the same JSON to everything.</summary>
    public static Task<LoopbackApi> StartAsync(string json) => StartAsync((context, _) => JsonAsync(context, json));

    public static Task JsonAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static Task ProblemAsync(HttpContext context, int status, string kind, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return context.Response.WriteAsync(
            $$$"""{"type":"https://onelink.dev/problems/{{{kind}}}","title":"No","status":{{{status}}},"detail":"Because.","requestId":"req_1","errors":{"url":["is required."]}}""");
    }

    public OneLinkClient Client(TimeProvider? clock = null, int tries = 5, TimeSpan? timeout = null) => new(
        new OneLinkClientOptions { Address = Address, ApiKey = "olk_a", ApiSecret = "ols_b", Tries = tries, Timeout = timeout ?? Timeout.InfiniteTimeSpan },
        clock: clock ?? new HastyClock(),
        jitter: () => 0.5);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RememberAsync(HttpRequest request) => _calls.Enqueue(await ReceivedCall.ReadAsync(request));
}
