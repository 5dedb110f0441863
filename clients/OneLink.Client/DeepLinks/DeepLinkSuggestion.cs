using OneLink.Client.Links;

namespace OneLink.Client.DeepLinks;

/// <summary>The fields of a link that opens an app; all null or empty but the address where no known app opens it.</summary>
public sealed record DeepLinkSuggestion
{
    /// <summary>The address that was asked about.</summary>
    public required string Url { get; init; }

    /// <summary>Name of the app.</summary>
    public string? App { get; init; }

    /// <summary>Ready for <see cref="LinkInput.DeepLinkPath"/>.</summary>
    public string? DeepLinkPath { get; init; }

    /// <summary>Ready for <see cref="LinkInput.Platforms"/>.</summary>
    public required IReadOnlyDictionary<string, LinkPlatform> Platforms { get; init; }

    /// <summary>Where to look it up.</summary>
    public string? Source { get; init; }

    /// <summary><c>maker</c>: the maker of the app documents the URI; <c>public</c>: many programs use it, and it may change.</summary>
    public string? Attested { get; init; }
}
