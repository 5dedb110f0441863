using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats;

/// <summary>Whose clicks a request is about: those of one link, or of all links of the caller's account.</summary>
/// <param name="AccountId">Its id bounds every row that ClickHouse reads.</param>
/// <param name="Link">Null: of the whole account.</param>
/// <param name="Domains">Of the account.</param>
internal sealed record StatsTarget(long AccountId, StoredLink? Link, AccountDomains Domains)
{
    /// <summary>Reads the request, finds the link in its path where there is one, and lets both be answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="reference">The link in the path; null where the path names none.</param>
    /// <param name="read">Reads the query; gives null exactly when it leaves errors.</param>
    /// <param name="answer">Answers it.</param>
    public static async Task<IResult> AnswerAsync<T>(
        HttpContext context, Caller caller, LinkReference? reference, Func<StatsExtent, FieldErrors, T?> read, Func<StatsTarget, T, Task<IResult>> answer)
        where T : class
    {
        var errors = new FieldErrors();
        if (read(reference is null ? StatsExtent.Account : StatsExtent.Link, errors) is not { } request)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var domains = context.RequestServices.GetRequiredService<DomainRepository>();
        if (reference is null)
        {
            return await answer(new StatsTarget(caller.AccountId, Link: null, await domains.OfAccountAsync(caller.AccountId, context.RequestAborted)), request);
        }

        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        var links = context.RequestServices.GetRequiredService<LinkStore>();
        return await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is { } link
            ? await answer(new StatsTarget(caller.AccountId, link, target.Domains), request)
            : new ProblemResult(target.NotFound());
    }
}
