using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using OneLink.Client.Http;
using OneLink.Client.Json;
using OneLink.Client.Links;

namespace OneLink.Client.Stats;

/// <summary>Clicks of a link, or of the whole account where no link is named: counted, listed and live.</summary>
public sealed class StatsClient
{
    private readonly ApiConnection _connection;

    internal StatsClient(ApiConnection connection) => _connection = connection;

    /// <param name="link">Slug, <c>lnk_…</c> or <c>ext_…</c>; null for the whole account.</param>
    /// <param name="query">Null for the last 30 days by day.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ClickStats> GetAsync(string? link = null, StatsQuery? query = null, string? domain = null, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Get(PathOf(link, "/stats") + (query ?? new StatsQuery()).ToQuery().With("domain", domain)), ClientJson.Default.ClickStats, cancellationToken);

    /// <summary>The same as a table, a row a step and combination of <c>groupBy</c>, written while it arrives.</summary>
    public Task GetCsvAsync(
        Stream output, string? link = null, StatsQuery? query = null, string? domain = null, CancellationToken cancellationToken = default)
    {
        var path = PathOf(link, "/stats") + (query ?? new StatsQuery()).ToQuery().With("domain", domain).With("format", "csv");
        return _connection.CopyAsync(ApiCall.Get(path) with { Accept = MediaTypes.Csv }, output, cancellationToken);
    }

    /// <summary>Single clicks, newest first, page by page.</summary>
    /// <param name="link">Slug, <c>lnk_…</c> or <c>ext_…</c>; null for the whole account.</param>
    /// <param name="query">Range, filters and bots of it; null for all clicks of people.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<Click> ListClicksAsync(
        string? link = null, StatsQuery? query = null, string? domain = null, CancellationToken cancellationToken = default)
        => _connection.ListAsync(
            PathOf(link, "/clicks"), (query ?? new StatsQuery()).ToClickQuery().With("domain", domain), ClientJson.Default.PageClick, cancellationToken);

    /// <summary>All clicks of a range in one answer, by link and time, read while it arrives.</summary>
    public IAsyncEnumerable<Click> ExportClicksAsync(
        string? link = null, StatsQuery? query = null, string? domain = null, CancellationToken cancellationToken = default)
        => ExportAsync(PathOf(link, "/clicks") + (query ?? new StatsQuery()).ToClickQuery().With("domain", domain).With("format", "ndjson"), ClientJson.Default.Click, cancellationToken);

    /// <summary>Requests that led to no link, newest first, page by page.</summary>
    /// <param name="types">Why (<see cref="OrphanClick.Type"/>); null for all.</param>
    /// <param name="query">Range, filters and bots of it; null for all requests of people.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<OrphanClick> ListOrphanClicksAsync(
        IReadOnlyList<string>? types = null, StatsQuery? query = null, CancellationToken cancellationToken = default)
        => _connection.ListAsync("/clicks/orphans", (query ?? new StatsQuery()).ToClickQuery().With("type", types), ClientJson.Default.PageOrphanClick, cancellationToken);

    /// <summary>All requests of a range that led to no link in one answer, read while it arrives.</summary>
    public IAsyncEnumerable<OrphanClick> ExportOrphanClicksAsync(
        IReadOnlyList<string>? types = null, StatsQuery? query = null, CancellationToken cancellationToken = default)
        => ExportAsync("/clicks/orphans" + (query ?? new StatsQuery()).ToClickQuery().With("type", types).With("format", "ndjson"), ClientJson.Default.OrphanClick, cancellationToken);

    /// <summary>Clicks as they arrive, until it is cancelled; a stream that breaks off is taken up behind the last click.</summary>
    /// <param name="links">Only these; null for all of the account.</param>
    /// <param name="lastEventId">Of an earlier stream's last event, up to a day old.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<LiveEvent> FollowAsync(
        IReadOnlyList<string>? links = null, string? lastEventId = null, CancellationToken cancellationToken = default)
        => new LiveReader(_connection).ReadAsync("/stats/live" + Query.Empty.With("link", links), lastEventId, cancellationToken);

    private async IAsyncEnumerable<T> ExportAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await _connection.OpenAsync(ApiCall.Get(path) with { Accept = MediaTypes.Ndjson }, cancellationToken).ConfigureAwait(false);
        await foreach (var request in Lines.ReadAsync(response, type, cancellationToken).ConfigureAwait(false))
        {
            yield return request;
        }
    }

    private static string PathOf(string? link, string call) => link is null ? call : LinksClient.PathOf(link) + call;
}
