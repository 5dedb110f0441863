using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Inboxes.Openings;
using OneLink.Admin.Links.Indexable;
using OneLink.Admin.Links.Search;
using OneLink.Admin.Problems;
using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>
/// Creates, changes and deletes links inside a transaction: the row, its words for the search, what edges and webhooks are told about
/// it and what the audit log says of it.
/// </summary>
internal sealed class LinkWriter(LinkIdSequence ids, DestinationGuard guard, IWordIndex words, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Generated slugs hit a taken one once in a million draws while a domain has a million links; ten in a row only
    /// where the caller asked for very short ones.
    /// </summary>
    private const int MaxDraws = 10;

    /// <summary>Links to one url that are compared with what a call asks for, while every other writer waits.</summary>
    private const int MaxCandidates = 100;

    public async Task<LinkOutcome> CreateAsync(WriteScope scope, Actor actor, LinkWish wish) => (await CreateEachAsync(scope, actor, [wish]))[0];

    /// <summary>Each for itself: one that is refused leaves the others alone.</summary>
    /// <returns>In the order of the wishes.</returns>
    public async Task<IReadOnlyList<LinkOutcome>> CreateEachAsync(WriteScope scope, Actor actor, IReadOnlyList<LinkWish> wishes)
    {
        var outcomes = new List<LinkOutcome>(wishes.Count);
        var created = new List<StoredLink>(wishes.Count);
        var noted = 0;
        foreach (var wish in wishes)
        {
            if (wish.Existing is not ExistingLinks.LeftAlone)
            {
                // It may change a link that this call has made.
                noted = await NoteFromAsync(scope, actor.AccountId, created, noted);
            }

            var outcome = await FindAsync(scope, actor, wish) ?? await InsertAsync(scope, actor.AccountId, wish.Input);
            outcomes.Add(outcome);
            if (outcome.IsCreated)
            {
                created.Add(outcome.Link!);
            }
        }

        if (created.Count > 0)
        {
            await NoteFromAsync(scope, actor.AccountId, created, noted);
            await audit.WriteAsync(scope, actor, LinkAudit.Created(created));
            await LinkEvents.RaiseCreatedAsync(scope, actor.AccountId, created);
        }

        return outcomes;
    }

    /// <summary>
    /// Changes a link by what <paramref name="change"/> makes of its present content, which no other writer can change in
    /// between.
    /// </summary>
    /// <returns>Null where there is no such link.</returns>
    public async Task<LinkOutcome?> ChangeAsync(
        WriteScope scope, Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink, LinkChange> change)
        => await LinkRepository.FindAsync(scope, actor.AccountId, reference, domain) is { } link
            ? await ChangeAsync(scope, actor, link, change(link))
            : null;

    /// <inheritdoc cref="LinkStore.ChangeEachAsync"/>
    public Task<IReadOnlyList<LinkOutcome?>> ChangeEachAsync(
        WriteScope scope, Actor actor, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, LinkChange> change)
        => EachAsync(references, reference => ChangeAsync(scope, actor, reference, domain, change));

    /// <summary>Replaces the link, or creates it where there is none.</summary>
    public async Task<LinkOutcome> PutAsync(
        WriteScope scope, Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink?, LinkChange> change)
    {
        var link = await LinkRepository.FindAsync(scope, actor.AccountId, reference, domain);
        var wanted = change(link);
        if (wanted.Problem is not null)
        {
            return LinkOutcome.Refused(wanted.Problem);
        }

        return link is null ? await CreateAsync(scope, actor, new LinkWish(wanted.Input!)) : await ChangeAsync(scope, actor, link, wanted);
    }

    /// <param name="scope">The transaction.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="reference">Which link.</param>
    /// <param name="domain">Where a slug is looked for.</param>
    /// <param name="allowed">Whether this state of the link may be deleted.</param>
    /// <returns>Null where there is no such link.</returns>
    public async Task<LinkOutcome?> DeleteAsync(
        WriteScope scope, Actor actor, LinkReference reference, LinkDomain? domain, Func<StoredLink, Problem?> allowed)
    {
        if (await LinkRepository.FindAsync(scope, actor.AccountId, reference, domain) is not { } link)
        {
            return null;
        }

        if (allowed(link) is { } problem)
        {
            return LinkOutcome.Refused(problem);
        }

        await IndexableLinks.NoteAsync(scope, link, after: null);
        await LinkRepository.DeleteAsync(scope, link);
        await words.RemoveAsync(scope, link.Id.Value);
        await audit.WriteAsync(scope, actor, LinkAudit.Deleted(link));
        scope.Publish(LinkPublisher.ToTombstone(link));
        return LinkOutcome.Changed(link);
    }

    /// <inheritdoc cref="LinkStore.DeleteEachAsync"/>
    public Task<IReadOnlyList<LinkOutcome?>> DeleteEachAsync(
        WriteScope scope, Actor actor, IReadOnlyList<LinkReference> references, LinkDomain? domain, Func<StoredLink, Problem?> allowed)
        => EachAsync(references, reference => DeleteAsync(scope, actor, reference, domain, allowed));

    private static async Task<IReadOnlyList<LinkOutcome?>> EachAsync(IReadOnlyList<LinkReference> references, Func<LinkReference, Task<LinkOutcome?>> work)
    {
        var outcomes = new List<LinkOutcome?>(references.Count);
        foreach (var reference in references)
        {
            outcomes.Add(await work(reference));
        }

        return outcomes;
    }

    /// <summary>What becomes of a wish by a link that is there already; null where none is, or none is looked for.</summary>
    private async Task<LinkOutcome?> FindAsync(WriteScope scope, Actor actor, LinkWish wish)
    {
        switch (wish.Existing)
        {
            case ExistingLinks.Updated:
                return await FindToUpdateAsync(scope, actor.AccountId, wish.Input) is not { } link ? null
                    : wish.Allowed(link) is { } problem ? LinkOutcome.Refused(problem)
                    : await ChangeAsync(scope, actor, link, wish.Patch!.Apply(link));
            case ExistingLinks.Found:
                var candidates = await LinkRepository.ByUrlAsync(scope, wish.Input.Domain, wish.Input.Content.Url, MaxCandidates);
                var found = candidates.FirstOrDefault(candidate => IsAsAsked(candidate, wish));
                return found is null ? null : LinkOutcome.Changed(found);
            default:
                return null;
        }
    }

    private static async Task<StoredLink?> FindToUpdateAsync(WriteScope scope, long accountId, LinkInput input)
        => input.Content.ExternalId is { } externalId
            ? await LinkRepository.FindAsync(scope, accountId, new LinkReference(LinkReferenceKind.ExternalId, externalId), domain: null)
            : await LinkRepository.ByUrlAsync(scope, input.Domain, input.Content.Url, limit: 1) is [var oldest, ..] ? oldest : null;

    /// <summary>Whether everything that the call says of the link is so. Tags are a set.</summary>
    private static bool IsAsAsked(StoredLink candidate, LinkWish wish)
    {
        if (wish.Patch!.Apply(candidate).Input is not { } asked
            || (asked.Slug is not null && !string.Equals(SlugKey.Create(asked.Slug, asked.Domain.CaseSensitive), candidate.SlugKey, StringComparison.Ordinal)))
        {
            return false;
        }

        var tags = asked.Content.Tags.ToHashSet(StringComparer.Ordinal).SetEquals(candidate.Content.Tags) ? candidate.Content.Tags : asked.Content.Tags;
        return LinkAudit.Changes(candidate, candidate with { Content = asked.Content with { Tags = tags } }).Count == 0;
    }

    private async Task<LinkOutcome> InsertAsync(WriteScope scope, long accountId, LinkInput input)
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
            if (await InboxOpenings.WatchAsync(scope, before: null, link) is { } problem)
            {
                return LinkOutcome.Refused(problem);
            }

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

    /// <summary>Tags and words of links that were made: together, which on PostgreSQL saves a round trip a link.</summary>
    /// <returns>How many have them.</returns>
    private async Task<int> NoteFromAsync(WriteScope scope, long accountId, List<StoredLink> created, int noted)
    {
        if (noted < created.Count)
        {
            var links = created.GetRange(noted, created.Count - noted);
            await LinkRepository.InsertTagsAsync(scope, links);
            await words.PutEachAsync(scope, accountId, links.Select(link => (link.Id.Value, LinkWords.Of(link))));
        }

        return created.Count;
    }

    /// <summary>Changes a link that the same transaction has read.</summary>
    public async Task<LinkOutcome> ChangeAsync(WriteScope scope, Actor actor, StoredLink link, LinkChange change)
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

        var changes = LinkAudit.Changes(link, changed);
        if (changes.Count == 0 && string.Equals(changed.DeniedHost, link.DeniedHost, StringComparison.Ordinal))
        {
            // Said again what is so: the ETag stays, and no edge is told.
            return LinkOutcome.Changed(link);
        }

        if (await InboxOpenings.WatchAsync(scope, link, changed) is { } problem)
        {
            return LinkOutcome.Refused(problem);
        }

        switch (await LinkRepository.UpdateAsync(scope, link, changed))
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
        if (!LinkWords.AreSame(link, changed))
        {
            await words.PutAsync(scope, changed.AccountId, changed.Id.Value, LinkWords.Of(changed));
        }

        await audit.WriteAsync(scope, actor, LinkAudit.Updated(changed, changes));
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
        // The id tells when: filters by time are ranges of ids.
        var id = ids.Next();
        return new StoredLink
        {
            Id = id,
            AccountId = accountId,
            DomainId = input.Domain.Id,
            Slug = slug,
            SlugKey = SlugKey.Create(slug, input.Domain.CaseSensitive),
            Content = input.Content,
            DeniedHost = DeniedIn(accountId, input.Content),
            Revision = 1,
            CreatedAt = id.CreatedAt,
            UpdatedAt = id.CreatedAt,
        };
    }

    /// <summary>To the millisecond, as stored: what a call answers is what a later one reads.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
