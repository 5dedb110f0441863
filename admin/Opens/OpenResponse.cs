namespace OneLink.Admin.Opens;

/// <summary>Which tap led to the app, and where in it that leads.</summary>
/// <param name="ClickId">For <c>POST /events</c>; null where there is none.</param>
/// <param name="Link">The link that was tapped.</param>
/// <param name="DeepLinkPath">As the link has it for this visitor's platform, rule and variant.</param>
/// <param name="Matched"><c>exact</c>; <c>probable</c>: a tap from the same address, perhaps somebody else's, so that nothing
/// personal may hang on it; null.</param>
internal sealed record OpenResponse(string? ClickId, OpenedLink? Link, string? DeepLinkPath, string? Matched)
{
    public const string Exact = "exact";
    public const string Probable = "probable";

    public static OpenResponse Nothing { get; } = new(ClickId: null, Link: null, DeepLinkPath: null, Matched: null);
}
