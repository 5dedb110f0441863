using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Creates many links and tells of each what became of it.</summary>
internal sealed class BulkCreation(LinkStore links, LinkWriter writer)
{
    /// <summary>Each link for itself, in pieces that let other writers have their turn.</summary>
    public async Task<IReadOnlyList<BulkResult>> CreateEachAsync(
        Actor actor, BulkReading reading, int firstIndex, CancellationToken cancellationToken)
        => reading.Results(await links.CreateEachAsync(actor, reading.Wishes, cancellationToken), firstIndex);

    /// <summary>Each link for itself, in a transaction with something else.</summary>
    public async Task<IReadOnlyList<BulkResult>> CreateEachAsync(WriteScope scope, Actor actor, BulkReading reading, int firstIndex)
        => reading.Results(await writer.CreateEachAsync(scope, actor, reading.Wishes), firstIndex);

    /// <summary>All or none: with one failure, what would have been stored is reported as 424, and the transaction takes itself back.</summary>
    public async Task<IReadOnlyList<BulkResult>> CreateAllAsync(WriteScope scope, Actor actor, BulkReading reading)
    {
        // Also where an item is invalid, so that taken slugs are reported in the same answer.
        var results = reading.Results(await writer.CreateEachAsync(scope, actor, reading.Wishes), firstIndex: 0);
        if (results.All(result => result.Link is not null))
        {
            return results;
        }

        scope.Rollback();
        return [.. results.Select(result => result.Link is null ? result : BulkResult.Failed(result.Index, KnownProblems.OthersFailed()))];
    }
}
