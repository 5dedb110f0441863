using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Opens;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Links.Metadata;

/// <summary>
/// <c>POST /links/metadata</c>: what a page says of itself, to begin a link's <c>brand</c> with. A short link of the account
/// stands for its destination, which this process knows without asking anybody.
/// </summary>
internal static class MetadataEndpoint
{
    private static readonly string[] Known = MetadataOperation.Sent.Names;

    internal static async Task<Results<JsonHttpResult<PageMetadata>, ProblemResult>> Read(
        HttpContext context, Caller caller, DomainRepository domains, OpenLinks links, PageFetcher pages)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (UrlOf(body.Root, errors) is not { } url)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var own = await domains.OfAccountAsync(caller.AccountId, context.RequestAborted);
            if (own.Guard.LoopsTo(url.AbsoluteUri) is not null)
            {
                if (await links.FindAsync(url, context.RequestAborted) is not { } found || found.Link.AccountId != caller.AccountId)
                {
                    errors.Add("url", "is on a link domain, but names no link of this account.");
                    return new ProblemResult(KnownProblems.InvalidFields(errors));
                }

                url = new Uri(found.Link.Content.Url);
            }

            var (page, error) = await pages.FetchAsync(url, context.RequestAborted);
            if (page is null)
            {
                errors.Add("url", error!);
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            return TypedResults.Json(page, LinksJson.Relaxed.PageMetadata);
        }
    }

    private static Uri? UrlOf(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(errors);
        string? text = null;
        if (fields.IsObject(body, ""))
        {
            foreach (var (name, value) in fields.Members(body, "", Known))
            {
                fields.Text(value, name, DestinationUrl.MaxLength, out text);
            }

            if (text is null && !errors.Any)
            {
                fields.Refuse("url", "is required.");
            }
            else if (text is not null && !DestinationUrl.TryNormalize(text, out text, out var error))
            {
                fields.Refuse("url", error);
            }
        }

        if (errors.Any)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            fields.Refuse("url", "must be a URL that can be fetched.");
        }

        return url;
    }
}
