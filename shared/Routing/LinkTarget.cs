namespace OneLink.Shared.Routing;

/// <summary>What one platform's visitors get, resolved over the levels of the link. Empty spans: nothing of its own.</summary>
public readonly ref struct LinkTarget(ReadOnlySpan<byte> fallbackUrl, ReadOnlySpan<byte> deepLink, ReadOnlySpan<byte> package)
{
    /// <summary>Where a visitor without the app goes; empty for the link's <c>url</c>.</summary>
    public ReadOnlySpan<byte> FallbackUrl { get; } = fallbackUrl;

    /// <summary>URI into the app; empty where none is attempted.</summary>
    public ReadOnlySpan<byte> DeepLink { get; } = deepLink;

    /// <summary>Android package name.</summary>
    public ReadOnlySpan<byte> Package { get; } = package;
}
