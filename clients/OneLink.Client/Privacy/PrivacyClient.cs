using OneLink.Client.Http;
using OneLink.Client.Json;
using OneLink.Client.Links;

namespace OneLink.Client.Privacy;

/// <summary>How long clicks are kept, and which go before.</summary>
public sealed class PrivacyClient
{
    private const string RetentionPath = "/retention";

    private readonly ApiConnection _connection;

    internal PrivacyClient(ApiConnection connection) => _connection = connection;

    /// <summary>Erases the clicks of a link that were recorded until now. The link stays.</summary>
    /// <param name="link">Slug, <c>lnk_…</c> or <c>ext_…</c>.</param>
    /// <param name="domain">Where a slug is looked for; null for the account's default domain.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Erasure> EraseClicksAsync(string link, string? domain = null, CancellationToken cancellationToken = default)
        => _connection.SendAsync(
            ApiCall.Delete(LinksClient.PathOf(link) + "/clicks" + Query.Empty.With("domain", domain)), ClientJson.Default.Erasure, cancellationToken);

    /// <summary>Erases a click and the others of the same visitor on that day.</summary>
    public Task<Erasure> EraseVisitorAsync(string clickId, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Delete("/visitors/" + Uri.EscapeDataString(clickId)), ClientJson.Default.Erasure, cancellationToken);

    public Task<Retention> GetRetentionAsync(CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get(RetentionPath), ClientJson.Default.Retention, cancellationToken);

    /// <summary>Says how long clicks are kept: what is older is deleted.</summary>
    public Task<Retention> SetRetentionAsync(Retention retention, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Put(RetentionPath, retention, ClientJson.Default.Retention), ClientJson.Default.Retention, cancellationToken);
}
