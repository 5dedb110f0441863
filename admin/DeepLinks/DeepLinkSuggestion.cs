using OneLink.Admin.Json;
using OneLink.Admin.Links;

namespace OneLink.Admin.DeepLinks;

/// <summary>The fields of a link that opens an app; all null but <c>url</c> where no known app opens it.</summary>
internal sealed record DeepLinkSuggestion
{
    public required string Url { get; init; }

    public string? App { get; init; }

    public string? DeepLinkPath { get; init; }

    /// <summary>Ready for <c>platforms</c> of a link.</summary>
    public IReadOnlyDictionary<string, LinkPlatform> Platforms { get; init; } = LinkPlatforms.None;

    /// <summary>Where to look it up.</summary>
    public string? Source { get; init; }

    /// <summary><c>maker</c>: the maker of the app documents the URI; <c>public</c>: many programs use it, and it may change.</summary>
    public string? Attested { get; init; }

    public static DeepLinkSuggestion Of(Uri url, KnownApp app, string deepLink) => new()
    {
        Url = url.AbsoluteUri,
        App = app.App,
        DeepLinkPath = deepLink,
        Platforms = new Dictionary<string, LinkPlatform>(StringComparer.Ordinal)
        {
            ["ios"] = new() { DeepLinkPath = OptionalText.Of(deepLink), FallbackUrl = app.AppStoreUrl },
            ["android"] = new() { DeepLinkPath = OptionalText.Of(deepLink), Package = app.Package, FallbackUrl = app.PlayStoreUrl },
        },
        Source = app.Source,
        Attested = app.Attested,
    };
}
