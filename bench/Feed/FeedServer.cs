using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OneLink.Shared.Feed;

namespace OneLink.Bench.Feed;

/// <summary>
/// Speaks the feed's protocol as the admin does (docs/formats/feed.md), with links that it makes up: a snapshot, and a tail
/// that changes <see cref="ChangesPerSecond"/> links a second. One of them is the marker, whose versions tell when they were sent.
/// </summary>
internal sealed class FeedServer : IAsyncDisposable
{
    public const string Marker = "marker";
    private const uint DomainId = 1;
    private static readonly TimeSpan Portion = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _app;
    private readonly int _links;
    private readonly LinkDocument _document = new() { RedirectStatus = 302, Enabled = true, AccountId = 5 };
    private ulong _sequence = 1;

    private FeedServer(int links)
    {
        _links = links;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/internal/feed/snapshot", WriteSnapshotAsync);
        _app.MapGet("/internal/feed", WriteTailAsync);
    }

    /// <summary>Changes a second that the tail brings; 0 for none.</summary>
    public int ChangesPerSecond { get; set; }

    /// <summary>When each version of the marker was sent, by its number, in <see cref="TimeProvider"/>'s timestamps.</summary>
    public ConcurrentDictionary<long, long> Sent { get; } = [];

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<FeedServer> StartAsync(int links)
    {
        var server = new FeedServer(links);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task WriteSnapshotAsync(HttpContext context)
    {
        using var frames = new MemoryStream();
        new FeedFrame
        {
            Entry = new FeedEntry
            {
                Kind = EntryKind.Domain,
                Id = DomainId,
                DomainId = DomainId,
                Version = 1,
                Document = new DomainDocument { Host = "go.example", CaseSensitive = true, AccountId = 5, Fallback = true }.ToByteString(),
            },
        }.WriteDelimitedTo(frames);
        for (int i = 0; i < _links; i++)
        {
            LinkFrame(0, i, "summer").WriteDelimitedTo(frames);
            if (i % 1_000 == 0)
            {
                await FlushAsync(context, frames);
            }
        }

        new FeedFrame { SnapshotEnd = new SnapshotEnd { Sequence = _sequence, Links = (ulong)_links } }.WriteDelimitedTo(frames);
        await FlushAsync(context, frames);
    }

    private async Task WriteTailAsync(HttpContext context)
    {
        using var frames = new MemoryStream();
        var random = new Random(1);
        using var timer = new PeriodicTimer(Portion);
        long marker = 0;
        do
        {
            int changes = (int)(ChangesPerSecond * Portion.TotalSeconds);
            for (int i = 1; i < changes; i++)
            {
                LinkFrame(++_sequence, random.Next(_links), "winter").WriteDelimitedTo(frames);
            }

            if (changes > 0)
            {
                marker++;
                Sent[marker] = TimeProvider.System.GetTimestamp();
                MarkerFrame(++_sequence, marker).WriteDelimitedTo(frames);
            }

            new FeedFrame { Heartbeat = new Heartbeat { Sequence = _sequence } }.WriteDelimitedTo(frames);
            await FlushAsync(context, frames);
        }
        while (await timer.WaitForNextTickAsync(context.RequestAborted));
    }

    private static async Task FlushAsync(HttpContext context, MemoryStream frames)
    {
        await context.Response.Body.WriteAsync(frames.GetBuffer().AsMemory(0, (int)frames.Length), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        frames.SetLength(0);
    }

    private FeedFrame LinkFrame(ulong sequence, int link, string sale)
    {
        _document.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{link}/{sale}-sale?ref=abc{sequence % 1000}");
        return Frame(sequence, (ulong)link + 1, string.Create(CultureInfo.InvariantCulture, $"l{link}"));
    }

    private FeedFrame MarkerFrame(ulong sequence, long version)
    {
        _document.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/marker/{version}");
        return Frame(sequence, (ulong)_links + 1, Marker);
    }

    private FeedFrame Frame(ulong sequence, ulong id, string slug) => new()
    {
        Entry = new FeedEntry { Sequence = sequence, Kind = EntryKind.Link, Id = id, DomainId = DomainId, SlugKey = slug, Version = 1, Document = _document.ToByteString() },
    };
}
