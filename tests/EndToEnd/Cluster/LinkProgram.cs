using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using OneLink.EndToEnd.Api;

namespace OneLink.EndToEnd.Cluster;

/// <summary>
/// A program that makes, changes and deletes links of its own, one call after the other, by the rules that clients are told:
/// what was not answered is asked again, what makes something under the same <c>Idempotency-Key</c>, what changes or deletes
/// with the <c>ETag</c> of the state that it is meant for. So it knows of each of its links what it must be.
/// </summary>
internal sealed class LinkProgram
{
    /// <summary>Links that are tapped: changed, and never deleted.</summary>
    private const int Tapped = 2;

    private const int MostLinks = 40;

    /// <summary>Soon enough that a call falls into whatever goes wrong.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan PauseBeforeAsking = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly LinksApi _api;
    private readonly string _name;
    private readonly Random _random;
    private readonly Dictionary<string, LinkState> _links = new(StringComparer.Ordinal);
    private int _made;
    private int _acknowledged;
    private int _asked;
    private string _underWay = "";

    /// <param name="api">Whose calls go to the admins in turns.</param>
    /// <param name="name">Begins each slug; the same in no other program.</param>
    /// <param name="seed">Of what it does.</param>
    public LinkProgram(LinksApi api, string name, int seed)
    {
        (_api, _name, _random) = (api, name, new Random(seed));
        TappedSlugs = [.. Enumerable.Range(1, Tapped).Select(number => Slug("tap", number))];
    }

    public IReadOnlyList<string> TappedSlugs { get; }

    /// <summary>What each of its links is, by slug; to be read once it has stopped.</summary>
    public IReadOnlyDictionary<string, LinkState> Links => _links;

    /// <summary>Changes that were answered.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Calls beyond one a change.</summary>
    public int AskedAgain => Volatile.Read(ref _asked) - Acknowledged;

    /// <summary>For messages: what it waits for.</summary>
    public string UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Makes the links that are tapped.</summary>
    public async Task BeginAsync()
    {
        foreach (var slug in TappedSlugs)
        {
            await CreateAsync(slug);
        }
    }

    /// <summary>Goes on until the end, and finishes what it is at.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await (_random.Next(10) switch
            {
                < 4 when _links.Count < MostLinks => CreateAsync(Slug("link", ++_made)),
                < 8 => UpdateAsync(Any(_links.Where(link => link.Value.Url is not null))!),
                8 => Any(_links.Where(link => link.Value.Url is not null && !TappedSlugs.Contains(link.Key))) is { } slug ? DeleteAsync(slug) : Task.CompletedTask,
                _ => Any(_links.Where(link => link.Value.Url is null)) is { } slug ? CreateAsync(slug) : Task.CompletedTask,
            });
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private string? Any(IEnumerable<KeyValuePair<string, LinkState>> links)
    {
        var slugs = links.Select(link => link.Key).ToList();
        return slugs.Count == 0 ? null : slugs[_random.Next(slugs.Count)];
    }

    private async Task CreateAsync(string slug)
    {
        var (url, key) = (NextUrl(slug), Guid.NewGuid().ToString());
        var (answer, _) = await SurelyAsync(HttpMethod.Post, "/links", new { slug, url }, ("Idempotency-Key", key));
        answer.Expect(201);
        Note(slug, url, answer.Header("ETag"));
    }

    private async Task UpdateAsync(string slug)
    {
        var url = NextUrl(slug);
        var (answer, isDoubtful) = await SurelyAsync(HttpMethod.Patch, LinksApi.PathOf(slug), new { url }, ("If-Match", _links[slug].ETag!));
        if (answer.Status == 412 && isDoubtful)
        {
            // An earlier call may have come through. Else somebody has changed what is nobody else's.
            (answer, _) = await SurelyAsync(HttpMethod.Get, LinksApi.PathOf(slug), body: null);
        }

        Assert.Equal(url, answer.Expect(200).Json.GetProperty("url").GetString());
        Note(slug, url, answer.Header("ETag"));
    }

    private async Task DeleteAsync(string slug)
    {
        var (answer, isDoubtful) = await SurelyAsync(HttpMethod.Delete, LinksApi.PathOf(slug), body: null, ("If-Match", _links[slug].ETag!));
        if (answer.Status != 404 || !isDoubtful)
        {
            answer.Expect(204);
        }

        Note(slug, url: null, etag: null);
    }

    private void Note(string slug, string? url, string? etag)
    {
        _links[slug] = new LinkState(url, etag, _links.GetValueOrDefault(slug)?.Changes + 1 ?? 1);
        Interlocked.Increment(ref _acknowledged);
    }

    /// <summary>Asks until there is an answer that says something of the link.</summary>
    /// <returns>The answer, and whether a call before it may have been carried out.</returns>
    private async Task<(ApiAnswer Answer, bool IsDoubtful)> SurelyAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        var isDoubtful = false;
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Limit)
        {
            Interlocked.Increment(ref _asked);
            try
            {
                using var content = body is null ? null : LinksApi.Json(body);
                var answer = await _api.SendAsync(method, path, content, headers);
                if (answer.Status is not 503 && !IsUnderWay(answer))
                {
                    return (answer, isDoubtful);
                }

                Volatile.Write(ref _underWay, $"{method} {path}: {answer.Status} {answer.Text}");
                isDoubtful |= answer.Status == 503 && !answer.Text.Contains("Nothing was changed", StringComparison.Ordinal);
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException or IOException)
            {
                Volatile.Write(ref _underWay, $"{method} {path}: {exception.Message}");
                isDoubtful = true;
            }

            await Task.Delay(PauseBeforeAsking);
        }

        throw new TimeoutException($"After {Limit} there is no answer to {UnderWay}");
    }

    /// <summary>The call before is still being worked on at the other admin, or was when that died.</summary>
    private static bool IsUnderWay(ApiAnswer answer)
        => answer.Status == 409 && answer.Json.TryGetProperty("type", out JsonElement type) && type.GetString()!.EndsWith("/idempotency-in-progress", StringComparison.Ordinal);

    private string Slug(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{kind}-{number}");

    /// <summary>Different each time, so that a change can be told from the one before.</summary>
    private string NextUrl(string slug) => string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/{slug}/{_links.GetValueOrDefault(slug)?.Changes + 1 ?? 1}");

    /// <summary>A link as its last answer left it.</summary>
    /// <param name="Url">Null where it was deleted.</param>
    /// <param name="ETag">Null where it was deleted.</param>
    /// <param name="Changes">Answered so far; of all links that had the slug.</param>
    internal sealed record LinkState(string? Url, string? ETag, int Changes);
}
