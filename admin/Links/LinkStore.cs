using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>Reads links, and has them written: one or all in a transaction, or many in pieces.</summary>
internal sealed class LinkStore(IDatabase database, LinkWriter writer)
{
    /// <summary>Links of a bulk that share a transaction: many for speed, few enough that other writers get their turn.</summary>
    private const int BulkPiece = 1_000;

    public Task<StoredLink?> FindAsync(long accountId, LinkReference reference, LinkDomain? domain, CancellationToken cancellationToken)
        => database.ReadAsync(connection => LinkRepository.FindAsync(connection, transaction: null, accountId, reference, domain), cancellationToken);

    /// <summary>Each link for itself: one that is refused leaves the others alone.</summary>
    public Task<IReadOnlyList<LinkOutcome>> CreateEachAsync(Actor actor, IReadOnlyList<LinkWish> wishes, CancellationToken cancellationToken)
        => EachAsync(wishes, (scope, piece) => writer.CreateEachAsync(scope, actor, piece), cancellationToken);

    /// <inheritdoc cref="LinkWriter.ChangeAsync(WriteScope, Actor, LinkReference, LinkDomain?, Func{StoredLink, LinkChange})"/>
    public Task<LinkOutcome?> ChangeAsync(
        Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink, LinkChange> change, CancellationToken cancellationToken)
        => database.WriteAsync(scope => writer.ChangeAsync(scope, actor, reference, domain, change), cancellationToken);

    /// <summary>Changes each link for itself: one that is refused leaves the others alone.</summary>
    /// <param name="actor">Who changes them, and their owner.</param>
    /// <param name="references">Which links.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="change">The wanted content of each, or the problem with it.</param>
    /// <param name="cancellationToken">Gives up before the next piece; those that are stored stay.</param>
    /// <returns>In the order of the references; null where there is no such link.</returns>
    public Task<IReadOnlyList<LinkOutcome?>> ChangeEachAsync(
        Actor actor, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, LinkChange> change, CancellationToken cancellationToken)
        => EachAsync(references, (scope, piece) => writer.ChangeEachAsync(scope, actor, piece, domain, change), cancellationToken);

    /// <inheritdoc cref="LinkWriter.PutAsync"/>
    public Task<LinkOutcome> PutAsync(
        Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink?, LinkChange> change, CancellationToken cancellationToken)
        => database.WriteAsync(scope => writer.PutAsync(scope, actor, reference, domain, change), cancellationToken);

    /// <inheritdoc cref="LinkWriter.DeleteAsync"/>
    public Task<LinkOutcome?> DeleteAsync(
        Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink, Problem?> allowed, CancellationToken cancellationToken)
        => database.WriteAsync(scope => writer.DeleteAsync(scope, actor, reference, domain, allowed), cancellationToken);

    /// <summary>Deletes each link for itself: one that is refused leaves the others alone.</summary>
    /// <param name="actor">Who deletes them, and their owner.</param>
    /// <param name="references">Which links.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="allowed">Whether this state of a link may be deleted.</param>
    /// <param name="cancellationToken">Gives up before the next piece; those that are deleted stay so.</param>
    /// <returns>In the order of the references; null where there is no such link.</returns>
    public Task<IReadOnlyList<LinkOutcome?>> DeleteEachAsync(
        Actor actor, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, Problem?> allowed, CancellationToken cancellationToken)
        => EachAsync(references, (scope, piece) => writer.DeleteEachAsync(scope, actor, piece, domain, allowed), cancellationToken);

    /// <summary>Highest id stored so far, after which new ones are issued.</summary>
    public Task<LinkId> LastIdAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => new LinkId(await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(id), 0) FROM links")),
            cancellationToken);

    private async Task<IReadOnlyList<TOutcome>> EachAsync<T, TOutcome>(
        IReadOnlyList<T> items, Func<WriteScope, IReadOnlyList<T>, Task<IReadOnlyList<TOutcome>>> work, CancellationToken cancellationToken)
    {
        var outcomes = new List<TOutcome>(items.Count);
        foreach (var piece in items.Chunk(BulkPiece))
        {
            outcomes.AddRange(await database.WriteAsync(scope => work(scope, piece), cancellationToken));
        }

        return outcomes;
    }
}
