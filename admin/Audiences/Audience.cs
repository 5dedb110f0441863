namespace OneLink.Admin.Audiences;

/// <summary>Contacts to whom the clicks of a cell of stats lead, as of when it was asked. Times are Unix milliseconds, as stored.</summary>
internal sealed record Audience
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>JSON object: parameters of stats, as they were given. A range by name moves on with each refresh.</summary>
    public required string Question { get; init; }

    /// <summary>The range as it was when asked; inclusive.</summary>
    public long AskedFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public long AskedTo { get; init; }

    /// <summary>Clicks of people in the cell.</summary>
    public long ClickCount { get; init; }

    /// <summary>Those of them that lead to a contact.</summary>
    public long TiedClickCount { get; init; }

    public long RefreshedAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    /// <summary>Counted as they are now: those that were deleted since have left.</summary>
    public long ContactCount { get; init; }
}
