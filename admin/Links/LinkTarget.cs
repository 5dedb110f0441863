using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>
/// Which link a request means: the reference in its path and the domain it is looked for on (<c>?domain=</c>, else the
/// account's default).
/// </summary>
internal sealed record LinkTarget(LinkReference Reference, AccountDomains Domains, LinkDomain? Domain)
{
    public static async Task<LinkTarget> OfAsync(HttpContext context, Caller caller, LinkReference reference, DomainRepository repository)
    {
        var domains = await repository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        var name = context.Request.Query["domain"].ToString();
        return new LinkTarget(reference, domains, name.Length == 0 ? domains.Default : domains.Find(name));
    }

    public Problem NotFound() => NotFound(Reference, Domain);

    public static Problem NotFound(LinkReference reference, LinkDomain? domain) => KnownProblems.NotFound(reference.Kind switch
    {
        LinkReferenceKind.Slug when domain is not null => $"{domain.Authority} has no link with the slug \"{reference.Value}\".",
        LinkReferenceKind.Slug => "The domain of the query is not one of this account.",
        LinkReferenceKind.ExternalId => $"No link of this account has the externalId \"{reference.Value}\".",
        LinkReferenceKind.Id => $"This account has no link {reference.Value}.",
        _ => "The name is of no link that could exist.",
    });
}
