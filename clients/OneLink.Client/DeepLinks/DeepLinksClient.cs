using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.DeepLinks;

/// <summary>What is known of apps.</summary>
public sealed class DeepLinksClient
{
    private readonly ApiConnection _connection;

    internal DeepLinksClient(ApiConnection connection) => _connection = connection;

    /// <summary>What opens a web address in its app, for well-known addresses.</summary>
    public Task<DeepLinkSuggestion> SuggestAsync(string url, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get("/deeplinks/suggest" + Query.Empty.With("url", url)), ClientJson.Default.DeepLinkSuggestion, cancellationToken);
}
