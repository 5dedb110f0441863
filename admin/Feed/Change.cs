using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>A change on its way into the log; its sequence is given when the transaction ends.</summary>
/// <param name="Kind">Link or domain.</param>
/// <param name="EntityId">Id of the link or domain.</param>
/// <param name="DomainId">Domain of the link, or the domain itself.</param>
/// <param name="SlugKey">The edge's look-up key; empty for a domain.</param>
/// <param name="Deleted">A tombstone: the key is gone.</param>
/// <param name="Document">Encoded document; empty for a tombstone.</param>
internal sealed record Change(EntryKind Kind, long EntityId, long DomainId, string SlugKey, bool Deleted, byte[] Document)
{
    /// <summary>Whose link or domain it is.</summary>
    public required long AccountId { get; init; }

    /// <summary>Lowest reader version which understands the document.</summary>
    public uint Version { get; init; } = FeedFormat.PlainDocumentVersion;
}
