using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>The links that a bulk change is about, in order.</summary>
/// <param name="References">One a link.</param>
/// <param name="Names">What each is called in a result that found no link.</param>
/// <param name="Revisions">State in which a filter found each link; null where they were named.</param>
/// <param name="NextCursor">Where the filter finds more.</param>
internal sealed record BulkSelection(
    IReadOnlyList<LinkReference> References, IReadOnlyList<string> Names, IReadOnlyDictionary<LinkId, long>? Revisions, string? NextCursor)
{
    /// <summary>Which states of the links may be changed.</summary>
    public IfMatch? Condition { get; init; }

    /// <summary>
    /// A link that was changed since the filter found it may not be meant any more. Filters read no clicks, so that a tap
    /// changes nothing about it.
    /// </summary>
    public Problem? Check(StoredLink link)
        => Revisions is null || Revisions[link.Id] == link.Revision ? Condition?.Check(link) : KnownProblems.ChangedSinceSelected();
}
