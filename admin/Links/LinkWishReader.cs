using System.Text.Json;
using OneLink.Admin.Domains;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>Reads the links of a creating call, whatever its shape.</summary>
/// <param name="domains">Domains of the caller's account.</param>
/// <param name="existing">What the call does with links that are there already.</param>
/// <param name="condition">Which states of them it may change.</param>
internal sealed class LinkWishReader(AccountDomains domains, ExistingLinks existing, IfMatch condition)
{
    public AccountDomains Domains => domains;

    /// <summary>Whether the call may answer with links that it has not made.</summary>
    public bool FindsExisting => existing != ExistingLinks.LeftAlone;

    /// <returns>Null exactly when there are errors.</returns>
    public LinkWish? Read(JsonElement body, FieldErrors errors)
    {
        if (LinkReader.Read(body, domains, new LinkContent(), domains.Default, errors) is not { } input)
        {
            return null;
        }

        return FindsExisting
            ? new LinkWish(input) { Existing = existing, Patch = LinkPatch.Of(body, domains, input.Content.Password), Allowed = condition.Check }
            : new LinkWish(input);
    }
}
