using OneLink.Client.Http;

namespace OneLink.Client.Audit;

/// <summary>Which changes are meant; what is not set does not matter.</summary>
public sealed record AuditQuery
{
    /// <summary>Such as <c>link.updated</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Id of a link, key, feed or erasure, or number of a domain.</summary>
    public string? Target { get; init; }

    /// <summary>Id of a key or user.</summary>
    public string? Actor { get; init; }

    public DateTimeOffset? CreatedAfter { get; init; }

    public DateTimeOffset? CreatedBefore { get; init; }

    internal Query ToQuery() => Query.Empty
        .With("action", Action)
        .With("object", Target)
        .With("actor", Actor)
        .With("createdAfter", CreatedAfter)
        .With("createdBefore", CreatedBefore);
}
