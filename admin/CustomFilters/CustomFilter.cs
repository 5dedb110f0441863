using OneLink.Admin.Json;

namespace OneLink.Admin.CustomFilters;

/// <summary>A filter that a person saved for himself. Times are Unix milliseconds, as stored.</summary>
internal sealed record CustomFilter
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Whose it is.</summary>
    public required long UserId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>One of <see cref="CustomFilterType"/>.</summary>
    public long FilterType { get; init; }

    /// <summary>JSON object, as the person's program wrote it.</summary>
    public string Query { get; init; } = AttributeObject.Empty;

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
