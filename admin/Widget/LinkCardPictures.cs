using OneLink.Admin.Files;
using OneLink.Admin.Outbound;

namespace OneLink.Admin.Widget;

/// <summary>
/// The pictures of link cards, fetched from where their links' owners say and made small, so that whoever reads a chat is seen
/// by no other server. What was fetched last is kept in memory, failures as well, so that a picture that is shown to many is
/// asked for once.
/// </summary>
internal sealed class LinkCardPictures(OutboundClient client, Thumbnailer thumbnails, TimeProvider clock) : IDisposable
{
    /// <summary>Of some 10 KB each.</summary>
    private const int MostKept = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(6);
    private static readonly TimeSpan FailureKeptFor = TimeSpan.FromMinutes(5);

    private static readonly OutboundLimits Limits = new() { Timeout = TimeSpan.FromSeconds(10), MaxBodyBytes = 5 * 1024 * 1024, MaxRedirects = 5 };

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("User-Agent", "Mozilla/5.0 (compatible; OneLinkBot/1.0; link preview)"),
        new("Accept", "image/webp,image/png,image/jpeg,image/gif;q=0.9,*/*;q=0.1"),
    ];

    /// <summary>Fetches at the same time; a flood of cards waits here, and with it nobody else.</summary>
    private readonly SemaphoreSlim _turns = new(4);
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <param name="url">The picture, as the link's card names it.</param>
    /// <param name="cancellationToken">The reader has gone.</param>
    /// <returns>WebP of 250 pixels at most; null where there is no picture to be had.</returns>
    public async Task<byte[]?> FindAsync(string url, CancellationToken cancellationToken)
    {
        Kept kept;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (!_kept.TryGetValue(url, out kept!) || kept.IsOver(now))
            {
                MakeRoom(now);
                _kept[url] = kept = new Kept(now, FetchAsync(url));
            }
        }

        // Whoever asked first may go: the others wait for the same.
        return await kept.Picture.WaitAsync(cancellationToken);
    }

    public void Dispose() => _turns.Dispose();

    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var (url, _) in _kept.Where(each => each.Value.IsOver(now)).ToList())
        {
            _kept.Remove(url);
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Remove(_kept.MinBy(each => each.Value.At).Key);
        }
    }

    private async Task<byte[]?> FetchAsync(string url)
    {
        // Nobody's call: it ends by its own limits.
        await Task.Yield();
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return null;
        }

        await _turns.WaitAsync();
        try
        {
            var result = await client.SendAsync(new OutboundRequest { Method = HttpMethod.Get, Url = address, Limits = Limits, Headers = Headers }, CancellationToken.None);
            if (result.Response is not { IsTruncated: false } response || (int)response.Status is < 200 or > 299)
            {
                return null;
            }

            using var content = new MemoryStream(response.Body.ToArray(), writable: false);
            return (await thumbnails.MakeAsync(content, CancellationToken.None))?.Small;
        }
        finally
        {
            _turns.Release();
        }
    }

    private sealed record Kept(DateTimeOffset At, Task<byte[]?> Picture)
    {
        public bool IsOver(DateTimeOffset now)
            => Picture.IsCompleted && now - At > (Picture is { IsCompletedSuccessfully: true, Result: not null } ? KeptFor : FailureKeptFor);
    }
}
