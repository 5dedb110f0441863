namespace OneLink.Admin.Links;

/// <summary>A link as the database has it.</summary>
internal sealed record StoredLink
{
    public required LinkId Id { get; init; }

    public required long AccountId { get; init; }

    public required long DomainId { get; init; }

    /// <summary>As given, in Unicode form C.</summary>
    public required string Slug { get; init; }

    /// <summary>What the edge looks up below the domain.</summary>
    public required string SlugKey { get; init; }

    public required LinkContent Content { get; init; }

    /// <summary>The denied host that it leads to, which is why edges do not redirect it; null for nearly all.</summary>
    public string? DeniedHost { get; init; }

    /// <summary>People's clicks as of the last refresh from analytics.</summary>
    public long Clicks { get; init; }

    public DateTimeOffset? LastClickedAt { get; init; }

    /// <summary>1 for a new link, raised with each change: the ETag.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public string ETag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{Id}.{Revision}\"");
}
