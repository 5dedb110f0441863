using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Links.List;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Export;

/// <summary><c>GET /links/export</c>: the links that a list with the same filters shows, oldest first, in one answer.</summary>
internal static class LinkExportEndpoint
{
    /// <summary>Links read at a time: one may have up to a mebibyte.</summary>
    private const int Page = 200;

    private const string FormatParameter = "format";

    internal static async Task<Results<LinkExportResult, ProblemResult>> Export(
        HttpContext context, Caller caller, DomainRepository domains, LinkListing listing, LinkStore links)
    {
        var errors = new FieldErrors();
        var format = ReadFormat(context.Request.Query[FormatParameter].ToString(), errors);
        var filters = context.Request.Query.Where(parameter => !string.Equals(parameter.Key, FormatParameter, StringComparison.Ordinal));
        var account = await domains.OfAccountAsync(caller.AccountId, context.RequestAborted);
        if (LinkQuery.ReadFilter(filters, account, errors) is not { } query)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // Links that are made from now on are left out: whoever makes them as fast as this reads would see no end.
        var end = (await links.LastIdAsync(context.RequestAborted)).Value + 1;
        query = query with
        {
            Limit = Page,
            Sort = LinkSort.OldestFirst,
            IdsBelow = query.IdsBelow < end ? query.IdsBelow : end,
        };
        return new LinkExportResult(listing.PagesAsync(caller.AccountId, query, context.RequestAborted), domains, caller.AccountId, format);
    }

    private static ILinkFormat ReadFormat(string name, FieldErrors errors)
    {
        switch (name)
        {
            case "" or "csv":
                return new LinkCsv();
            case "ndjson":
                return new LinkNdjson();
            default:
                errors.Add(FormatParameter, "must be csv (the default) or ndjson.");
                return new LinkCsv();
        }
    }
}
