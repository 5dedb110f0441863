namespace OneLink.Client.Links;

/// <summary>The links that a bulk change is about: by name, or all that a filter finds.</summary>
public sealed record LinkSelection
{
    private LinkSelection()
    {
    }

    /// <summary>Slugs, <c>lnk_…</c> or <c>ext_…</c>.</summary>
    public IReadOnlyList<string>? Ids { get; private init; }

    public LinkFilter? Filter { get; private init; }

    /// <param name="ids">Slugs, <c>lnk_…</c> or <c>ext_…</c>; at most 10,000.</param>
    public static LinkSelection Of(params IReadOnlyList<string> ids) => new() { Ids = ids };

    /// <param name="filter">With at least one condition.</param>
    public static LinkSelection Where(LinkFilter filter) => new() { Filter = filter };
}
