using OneLink.Admin.Domains;

namespace OneLink.Admin.Links;

/// <summary>A link as a body asks for it: valid in itself, not yet compared with what is stored.</summary>
internal sealed record LinkInput
{
    public required LinkContent Content { get; init; }

    public required LinkDomain Domain { get; init; }

    /// <summary>In Unicode form C; null to have one generated or to keep the one there is.</summary>
    public string? Slug { get; init; }

    /// <summary>Random characters of a generated slug.</summary>
    public required int SlugLength { get; init; }

    /// <summary>Beginning of a generated slug.</summary>
    public required string SlugPrefix { get; init; }
}
