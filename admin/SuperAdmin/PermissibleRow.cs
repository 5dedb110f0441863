namespace OneLink.Admin.SuperAdmin;

/// <summary>What the directory reads of something that a platform app may reach.</summary>
internal sealed record PermissibleRow
{
    /// <summary>Of the permission, by which the list falls.</summary>
    public required long RowId { get; init; }

    public required string Kind { get; init; }

    public required long Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }
}
