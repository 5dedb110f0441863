using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Audit;

/// <summary>Who changed what in the account, and when.</summary>
public sealed class AuditClient
{
    private readonly ApiConnection _connection;

    internal AuditClient(ApiConnection connection) => _connection = connection;

    /// <summary>Every change that the query finds, the newest first, page by page.</summary>
    /// <param name="query">Null for all.</param>
    /// <param name="pageSize">Entries that are fetched together, at most 1,000.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public IAsyncEnumerable<AuditEntry> ListAsync(AuditQuery? query = null, int? pageSize = null, CancellationToken cancellationToken = default)
        => _connection.ListAsync("/audit", (query ?? new AuditQuery()).ToQuery().With("limit", pageSize), ClientJson.Default.PageAuditEntry, cancellationToken);
}
