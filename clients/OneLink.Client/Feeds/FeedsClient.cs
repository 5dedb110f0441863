using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Feeds;

/// <summary>Saved stats queries, for tools that can send no headers.</summary>
public sealed class FeedsClient
{
    private const string Root = "/feeds";

    private readonly ApiConnection _connection;

    internal FeedsClient(ApiConnection connection) => _connection = connection;

    public Task<Feed> CreateAsync(FeedInput feed, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Post(Root, feed, ClientJson.Default.FeedInput), ClientJson.Default.Feed, cancellationToken);

    public IAsyncEnumerable<Feed> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(Root, Query.Empty, ClientJson.Default.PageFeed, cancellationToken);

    /// <summary>What a tool gets at the feed's address: the stats as CSV, written while they arrive. No credentials are sent.</summary>
    public Task ReadAsync(Stream output, string token, CancellationToken cancellationToken = default)
        => _connection.CopyAsync(
            ApiCall.Get($"{Root}/{Uri.EscapeDataString(token)}.csv") with { Accept = MediaTypes.Csv, IsPublic = true }, output, cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete($"{Root}/{Uri.EscapeDataString(id)}"), cancellationToken);
}
