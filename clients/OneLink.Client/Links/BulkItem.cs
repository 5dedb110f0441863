using OneLink.Client.Problems;

namespace OneLink.Client.Links;

/// <summary>What became of one link of a bulk.</summary>
public sealed record BulkItem
{
    /// <summary>Place in what was sent or found, from 0.</summary>
    public required long Index { get; init; }

    /// <summary>HTTP status that a call for this link alone would have had.</summary>
    public required int Status { get; init; }

    /// <summary>Of a change: the link's id, or the name that was sent where it names no link.</summary>
    public string? Id { get; init; }

    /// <summary>The link as it is now; null where it was refused or deleted.</summary>
    public Link? Link { get; init; }

    /// <summary>Why it was refused.</summary>
    public Problem? Error { get; init; }
}
