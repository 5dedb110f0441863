using System.Text.Json;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links;

/// <summary>Reads the body of a PUT: a whole link, at the place that its path names.</summary>
internal static class LinkReplacement
{
    /// <param name="body">The body.</param>
    /// <param name="target">What the path names.</param>
    /// <param name="link">The link there is, or null where one is to be created.</param>
    public static LinkChange Read(JsonElement body, LinkTarget target, StoredLink? link)
    {
        // An id names a link that is there; any other name can be given to a new one.
        var canBeMade = target.Reference.Kind == LinkReferenceKind.ExternalId
            || (target.Reference.Kind == LinkReferenceKind.Slug && target.Domain is not null);
        if (link is null && !canBeMade)
        {
            return LinkChange.Refused(target.NotFound());
        }

        var errors = new FieldErrors();
        var domain = link is null ? target.Domain : target.Domains.ById(link.DomainId);
        var input = LinkReader.Read(body, target.Domains, new LinkContent(), domain, errors);
        if (input is not null && target.Reference.Kind == LinkReferenceKind.ExternalId)
        {
            input = input with { Content = input.Content with { ExternalId = input.Content.ExternalId ?? target.Reference.Value } };
        }

        if (input is { Slug: null } && link is null && target.Reference.Kind == LinkReferenceKind.Slug)
        {
            input = AtPath(input, target.Reference.Value, errors);
        }

        return LinkChange.From(input, errors);
    }

    private static LinkInput? AtPath(LinkInput input, string text, FieldErrors errors)
    {
        if (SlugGrammar.TryNormalize(text, out var slug, out var error))
        {
            return input with { Slug = slug };
        }

        errors.Add("slug", error);
        return null;
    }
}
