namespace OneLink.Admin.Teams;

/// <summary>People of an account who take conversations together. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Team
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Lower case.</summary>
    public string Name { get; init; } = "";

    public string? Description { get; init; }

    /// <summary>Whether a conversation that comes to the team is given to one of its people.</summary>
    public long AutoAssigns { get; init; } = 1;

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
