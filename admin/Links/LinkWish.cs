using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>A link that a call asks to be there.</summary>
/// <param name="Input">It as a new one.</param>
internal sealed record LinkWish(LinkInput Input)
{
    /// <summary>What is done with one that is there already.</summary>
    public ExistingLinks Existing { get; init; }

    /// <summary>What the call says of it, to be said of an existing one; null where none is looked for.</summary>
    public LinkPatch? Patch { get; init; }

    /// <summary>Which state of an existing one may be changed.</summary>
    public Func<StoredLink, Problem?> Allowed { get; init; } = static _ => null;
}
