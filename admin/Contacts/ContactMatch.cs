using OneLink.Admin.Filters;

namespace OneLink.Admin.Contacts;

/// <summary>Which contacts a list shows, as SQL.</summary>
/// <param name="Condition">What is asked of a contact that is come upon in the list's order.</param>
/// <param name="Fetched">Where all that match are fetched.</param>
internal sealed record ContactMatch(string Condition, string Fetched)
{
    /// <summary>What lets them by; its indexes may know that they are few.</summary>
    public FilterCondition? Filter { get; init; }

    /// <summary>The statement of the ids of all that match, and maybe of others, from an index; null where there is none.</summary>
    public string? Source { get; init; }

    /// <summary>Label of which a count is kept; empty for all contacts, null where none is kept.</summary>
    public string? KeptTitle { get; init; }
}
