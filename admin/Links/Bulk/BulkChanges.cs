using OneLink.Admin.Domains;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Changes or deletes many links and tells of each what became of it.</summary>
internal sealed class BulkChanges(LinkStore links)
{
    /// <param name="accountId">Owner of the links.</param>
    /// <param name="selection">Which links.</param>
    /// <param name="patch">What to set.</param>
    /// <param name="domains">Domains of the account.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="cancellationToken">Gives up; what was changed stays.</param>
    public async Task<IReadOnlyList<BulkChangeResult>> UpdateAsync(
        long accountId, BulkSelection selection, BulkPatch patch, AccountDomains domains, LinkDomain? domain, CancellationToken cancellationToken)
    {
        var outcomes = await links.ChangeEachAsync(
            accountId,
            selection.References,
            domain,
            link => selection.Check(link) is { } changed ? LinkChange.Refused(changed) : patch.Apply(link),
            cancellationToken);
        return Results(selection, outcomes, domain, (index, link) => BulkChangeResult.Updated(index, LinkResponse.From(link, domains.ById(link.DomainId))));
    }

    /// <param name="accountId">Owner of the links.</param>
    /// <param name="selection">Which links.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="cancellationToken">Gives up; what was deleted stays so.</param>
    public async Task<IReadOnlyList<BulkChangeResult>> DeleteAsync(
        long accountId, BulkSelection selection, LinkDomain? domain, CancellationToken cancellationToken)
    {
        var outcomes = await links.DeleteEachAsync(accountId, selection.References, domain, selection.Check, cancellationToken);
        return Results(selection, outcomes, domain, (index, link) => BulkChangeResult.Deleted(index, link.Id));
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
