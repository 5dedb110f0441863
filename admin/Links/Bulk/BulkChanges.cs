using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Changes or deletes many links and tells of each what became of it.</summary>
internal sealed class BulkChanges(LinkStore links, LinkWriter writer)
{
    /// <param name="scope">A transaction for all; null for pieces that let other writers have their turn.</param>
    /// <param name="actor">Who changes them, and their owner.</param>
    /// <param name="selection">Which links.</param>
    /// <param name="patch">What to set.</param>
    /// <param name="target">Domains of the account, and where slugs are looked for.</param>
    /// <param name="cancellationToken">Gives up; what was changed stays.</param>
    public async Task<IReadOnlyList<BulkChangeResult>> UpdateAsync(
        WriteScope? scope, Actor actor, BulkSelection selection, LinkPatch patch, LinkTarget target, CancellationToken cancellationToken)
    {
        var outcomes = scope is null
            ? await links.ChangeEachAsync(actor, selection.References, target.Domain, Change, cancellationToken)
            : await writer.ChangeEachAsync(scope, actor, selection.References, target.Domain, Change);
        return Results(selection, outcomes, target.Domain, (index, link) => BulkChangeResult.Updated(index, LinkResponse.From(link, target.Domains.ById(link.DomainId))));

        LinkChange Change(StoredLink link) => selection.Check(link) is { } changed ? LinkChange.Refused(changed) : patch.Apply(link);
    }

    /// <param name="scope">A transaction for all; null for pieces that let other writers have their turn.</param>
    /// <param name="actor">Who deletes them, and their owner.</param>
    /// <param name="selection">Which links.</param>
    /// <param name="target">Where slugs are looked for.</param>
    /// <param name="cancellationToken">Gives up; what was deleted stays so.</param>
    public async Task<IReadOnlyList<BulkChangeResult>> DeleteAsync(
        WriteScope? scope, Actor actor, BulkSelection selection, LinkTarget target, CancellationToken cancellationToken)
    {
        var outcomes = scope is null
            ? await links.DeleteEachAsync(actor, selection.References, target.Domain, selection.Check, cancellationToken)
            : await writer.DeleteEachAsync(scope, actor, selection.References, target.Domain, selection.Check);
        return Results(selection, outcomes, target.Domain, (index, link) => BulkChangeResult.Deleted(index, link.Id));
    }

    private static List<BulkChangeResult> Results(
        BulkSelection selection, IReadOnlyList<LinkOutcome?> outcomes, LinkDomain? domain, Func<int, StoredLink, BulkChangeResult> done)
        => [.. outcomes.Select((outcome, index) => outcome switch
        {
            null => BulkChangeResult.Failed(index, selection.Names[index], LinkTarget.NotFound(selection.References[index], domain)),
            { Problem: { } problem } => BulkChangeResult.Failed(index, selection.Names[index], problem),
            _ => done(index, outcome.Link!),
        })];
}
