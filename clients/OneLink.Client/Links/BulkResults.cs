namespace OneLink.Client.Links;

/// <summary>The results of a bulk, in the order sent or found.</summary>
public sealed record BulkResults
{
    /// <summary>How many were made, changed or deleted.</summary>
    public int Done => Results.Count - Failed;

    /// <summary>Of a creation, how many of them were there before.</summary>
    public int Existing { get; init; }

    public required int Failed { get; init; }

    public required IReadOnlyList<BulkItem> Results { get; init; }

    /// <summary>Where a filter finds more than one call changes.</summary>
    public string? NextCursor { get; init; }
}
