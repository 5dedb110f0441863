using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links.Indexable;
using OneLink.Admin.Problems;
using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>Creates, changes and deletes links: the row and what edges are told about it, in one transaction.</summary>
internal sealed class LinkStore(IDatabase database, LinkIdSequence ids, DestinationGuard guard, TimeProvider clock)
{
    /// <summary>
    /// Generated slugs hit a taken one once in a million draws while a domain has a million links; ten in a row only
    /// where the caller asked for very short ones.
    /// </summary>
    private const int MaxDraws = 10;

    /// <summary>Links of a bulk that share a transaction: many for speed, few enough that other writers get their turn.</summary>
    private const int BulkPiece = 1_000;

    public Task<StoredLink?> FindAsync(long accountId, LinkReference reference, LinkDomain? domain, CancellationToken cancellationToken)
        => database.ReadAsync(connection => LinkRepository.FindAsync(connection, transaction: null, accountId, reference, domain), cancellationToken);

    public Task<LinkOutcome> CreateAsync(long accountId, LinkInput input, CancellationToken cancellationToken)
        => database.WriteAsync(scope => CreateAsync(scope, accountId, input), cancellationToken);

    /// <summary>Creates each link for itself: one that is refused leaves the others alone.</summary>
    public async Task<IReadOnlyList<LinkOutcome>> CreateEachAsync(long accountId, IReadOnlyList<LinkInput> inputs, CancellationToken cancellationToken)
    {
        var outcomes = new List<LinkOutcome>(inputs.Count);
        foreach (var piece in inputs.Chunk(BulkPiece))
        {
            outcomes.AddRange(await database.WriteAsync(scope => CreatePieceAsync(scope, accountId, piece), cancellationToken));
        }

        return outcomes;
    }

    /// <summary>Creates all links or, where one is refused, none; none either where <paramref name="keep"/> is false.</summary>
    public Task<IReadOnlyList<LinkOutcome>> CreateAllAsync(
        long accountId, IReadOnlyList<LinkInput> inputs, bool keep, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var outcomes = await CreatePieceAsync(scope, accountId, inputs);
                if (!keep || outcomes.Any(outcome => outcome.Problem is not null))
                {
                    scope.Rollback();
                }

                return outcomes;
            },
            cancellationToken);

    /// <summary>
    /// Changes a link by what <paramref name="change"/> makes of its present content, which no other writer can change in
    /// between.
    /// </summary>
    /// <param name="accountId">Owner of the link.</param>
    /// <param name="reference">Which link.</param>
    /// <param name="domain">Where a slug is looked for.</param>
    /// <param name="change">The wanted content, or the problem with it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null where there is no such link.</returns>
    public Task<LinkOutcome?> ChangeAsync(
        long accountId, LinkReference reference, LinkDomain? domain, Func<StoredLink, LinkChange> change, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => ChangeAsync(scope, accountId, reference, domain, change), cancellationToken);

    /// <summary>Changes each link for itself: one that is refused leaves the others alone.</summary>
    /// <param name="accountId">Owner of the links.</param>
    /// <param name="references">Which links.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="change">The wanted content of each, or the problem with it.</param>
    /// <param name="cancellationToken">Gives up before the next piece; those that are stored stay.</param>
    /// <returns>In the order of the references; null where there is no such link.</returns>
    public Task<IReadOnlyList<LinkOutcome?>> ChangeEachAsync(
        long accountId, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, LinkChange> change, CancellationToken cancellationToken)
        => EachAsync(references, (scope, reference) => ChangeAsync(scope, accountId, reference, domain, change), cancellationToken);

    /// <summary>Replaces the link, or creates it where there is none.</summary>
    public Task<LinkOutcome> PutAsync(
        long accountId,
        LinkReference reference,
        LinkDomain? domain,
        Func<StoredLink?, LinkChange> change,
        CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var link = await LinkRepository.FindAsync(scope, accountId, reference, domain);
                var wanted = change(link);
                if (wanted.Problem is not null)
                {
                    return LinkOutcome.Refused(wanted.Problem);
                }

                return link is null ? await CreateAsync(scope, accountId, wanted.Input!) : await ChangeAsync(scope, link, wanted);
            },
            cancellationToken);

    /// <param name="accountId">Owner of the link.</param>
    /// <param name="reference">Which link.</param>
    /// <param name="domain">Where a slug is looked for.</param>
    /// <param name="allowed">Whether this state of the link may be deleted.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Null where there is no such link.</returns>
    public Task<LinkOutcome?> DeleteAsync(
        long accountId, LinkReference reference, LinkDomain? domain, Func<StoredLink, Problem?> allowed, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => DeleteAsync(scope, accountId, reference, domain, allowed), cancellationToken);

    /// <summary>Deletes each link for itself: one that is refused leaves the others alone.</summary>
    /// <param name="accountId">Owner of the links.</param>
    /// <param name="references">Which links.</param>
    /// <param name="domain">Where slugs are looked for.</param>
    /// <param name="allowed">Whether this state of a link may be deleted.</param>
    /// <param name="cancellationToken">Gives up before the next piece; those that are deleted stay so.</param>
    /// <returns>In the order of the references; null where there is no such link.</returns>
    public Task<IReadOnlyList<LinkOutcome?>> DeleteEachAsync(
        long accountId, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, Problem?> allowed, CancellationToken cancellationToken)
        => EachAsync(references, (scope, reference) => DeleteAsync(scope, accountId, reference, domain, allowed), cancellationToken);

    /// <summary>Highest id stored so far, after which new ones are issued.</summary>
    public Task<LinkId> LastIdAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => new LinkId(await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(id), 0) FROM links")),
            cancellationToken);

    private async Task<IReadOnlyList<LinkOutcome?>> EachAsync(
        IReadOnlyList<LinkReference> references, Func<WriteScope, LinkReference, Task<LinkOutcome?>> work, CancellationToken cancellationToken)
    {
        var outcomes = new List<LinkOutcome?>(references.Count);
        foreach (var piece in references.Chunk(BulkPiece))
        {
            outcomes.AddRange(await database.WriteAsync(
                async scope =>
                {
                    var done = new List<LinkOutcome?>(piece.Length);
                    foreach (var reference in piece)
                    {
                        done.Add(await work(scope, reference));
                    }

                    return done;
                },
                cancellationToken));
        }

        return outcomes;
    }

    private static async Task<LinkOutcome?> DeleteAsync(
        WriteScope scope, long accountId, LinkReference reference, LinkDomain? domain, Func<StoredLink, Problem?> allowed)
    {
        if (await LinkRepository.FindAsync(scope, accountId, reference, domain) is not { } link)
        {
            return null;
        }

        if (allowed(link) is { } problem)
        {
            return LinkOutcome.Refused(problem);
        }

        await IndexableLinks.NoteAsync(scope, link, after: null);
        await LinkRepository.DeleteAsync(scope, link);
        scope.Publish(LinkPublisher.ToTombstone(link));
        return LinkOutcome.Changed(link);
    }

    private async Task<LinkOutcome?> ChangeAsync(
        WriteScope scope, long accountId, LinkReference reference, LinkDomain? domain, Func<StoredLink, LinkChange> change)
        => await LinkRepository.FindAsync(scope, accountId, reference, domain) is { } link ? await ChangeAsync(scope, link, change(link)) : null;

    private async Task<IReadOnlyList<LinkOutcome>> CreatePieceAsync(WriteScope scope, long accountId, IReadOnlyList<LinkInput> inputs)
    {
        var outcomes = new List<LinkOutcome>(inputs.Count);
        foreach (var input in inputs)
        {
            outcomes.Add(await CreateAsync(scope, accountId, input));
        }

        return outcomes;
    }

    private async Task<LinkOutcome> CreateAsync(WriteScope scope, long accountId, LinkInput input)
    {
        for (var draw = 0; draw < MaxDraws; draw++)
        {
            var slug = input.Slug ?? SlugGenerator.Generate(input.SlugLength, input.SlugPrefix);
            if (input.Slug is null && !SlugGrammar.TryNormalize(slug, out slug, out _))
            {
                // A draw that spells a reserved name.
                continue;
            }

            var link = NewLink(accountId, input, slug);
            switch (await LinkRepository.InsertAsync(scope, link))
            {
                case InsertOutcome.Stored:
                    await NoteDeniedAsync(scope, before: null, link);
                    await IndexableLinks.NoteAsync(scope, before: null, link);
                    scope.Publish(LinkPublisher.ToChange(link));
                    return LinkOutcome.Created(link);
                case InsertOutcome.ExternalIdTaken:
                    return LinkOutcome.Refused(KnownProblems.ExternalIdTaken(input.Content.ExternalId!));
                case InsertOutcome.SlugTaken when input.Slug is not null:
                    return LinkOutcome.Refused(KnownProblems.SlugTaken(slug, input.Domain.Authority));
                default:
                    break;
            }
        }

        return LinkOutcome.Refused(KnownProblems.SlugsExhausted(input.SlugLength, input.Domain.Authority));
    }

    private async Task<LinkOutcome> ChangeAsync(WriteScope scope, StoredLink link, LinkChange change)
    {
        if (change.Problem is not null)
        {
            return LinkOutcome.Refused(change.Problem);
        }

        var input = change.Input!;
        var slug = input.Slug ?? link.Slug;
        var changed = link with
        {
            DomainId = input.Domain.Id,
            Slug = slug,
            SlugKey = SlugKey.Create(slug, input.Domain.CaseSensitive),
            Content = input.Content,
            DeniedHost = DeniedIn(link.AccountId, input.Content),
            Revision = link.Revision + 1,
            UpdatedAt = Now(),
        };

        var tagsChanged = !changed.Content.Tags.SequenceEqual(link.Content.Tags, StringComparer.Ordinal);
        switch (await LinkRepository.UpdateAsync(scope, changed, tagsChanged))
        {
            case InsertOutcome.SlugTaken:
                return LinkOutcome.Refused(KnownProblems.SlugTaken(slug, input.Domain.Authority));
            case InsertOutcome.ExternalIdTaken:
                return LinkOutcome.Refused(KnownProblems.ExternalIdTaken(input.Content.ExternalId!));
            default:
                break;
        }

        await NoteDeniedAsync(scope, link, changed);
        await IndexableLinks.NoteAsync(scope, link, changed);
        var moved = changed.DomainId != link.DomainId || !string.Equals(changed.SlugKey, link.SlugKey, StringComparison.Ordinal);
        if (moved)
        {
            scope.Publish(LinkPublisher.ToTombstone(link));
        }

        scope.Publish(LinkPublisher.ToChange(changed));
        return LinkOutcome.Changed(changed);
    }

    /// <summary>
    /// Judged again inside the transaction: a host may have become denied since the input was read, and a change of one field
    /// leaves another that leads to a denied host.
    /// </summary>
    private string? DeniedIn(long accountId, LinkContent content) => guard.DeniedIn(accountId, LinkDestinations.UrlsOf(content));

    private static Task NoteDeniedAsync(WriteScope scope, StoredLink? before, StoredLink after)
        => string.Equals(before?.DeniedHost, after.DeniedHost, StringComparison.Ordinal) ? Task.CompletedTask : LinkRepository.SetDeniedAsync(scope, after);

    private StoredLink NewLink(long accountId, LinkInput input, string slug)
    {
        var now = Now();
        return new StoredLink
        {
            Id = ids.Next(),
            AccountId = accountId,
            DomainId = input.Domain.Id,
            Slug = slug,
            SlugKey = SlugKey.Create(slug, input.Domain.CaseSensitive),
            Content = input.Content,
            DeniedHost = DeniedIn(accountId, input.Content),
            Revision = 1,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>To the millisecond, as stored: what a call answers is what a later one reads.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
