using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary><c>POST /links</c>: one link, a bulk of them, or a stream of lines.</summary>
internal static class LinkCreation
{
    internal static async Task<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>> Create(
        HttpContext context, Caller caller, DomainRepository domainRepository, LinkStore links, BulkCreation bulk, NdjsonCreation lines)
    {
        var domains = await domainRepository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        if (IsLines(context.Request))
        {
            await CreateLines(context, caller, domains, lines);
            return TypedResults.Empty;
        }

        var read = await JsonBodyReader.ReadAsync(context.Request, HostingServices.LargestBody, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (!BulkRequest.IsBulk(body.Root))
            {
                return await CreateOne(caller, domains, links, body.Root, context.RequestAborted) switch
                {
                    { Link: { } link } => new LinkResult(link, domains.ById(link.DomainId), created: true),
                    { Problem: var refused } => new ProblemResult(refused!),
                };
            }

            if (BulkRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var items = request.Links.EnumerateArray();
            if (!request.Atomic)
            {
                var each = await bulk.CreateEachAsync(caller.AccountId, domains, items, firstIndex: 0, context.RequestAborted);
                return TypedResults.Json(BulkResponse.Of(each), LinksJson.Relaxed.BulkResponse);
            }

            var all = await bulk.CreateAllAsync(caller.AccountId, domains, items, context.RequestAborted);
            return all.All(result => result.Link is not null)
                ? TypedResults.Json(BulkResponse.Of(all), LinksJson.Relaxed.BulkResponse)
                : TypedResults.Json(
                    BulkProblem.Of(all, context.TraceIdentifier),
                    LinksJson.Relaxed.BulkProblem,
                    ProblemBody.ContentType,
                    StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static async Task<LinkOutcome> CreateOne(
        Caller caller, AccountDomains domains, LinkStore links, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        return LinkReader.Read(body, domains, new LinkContent(), domains.Default, errors) is { } input
            ? await links.CreateAsync(caller.AccountId, input, cancellationToken)
            : LinkOutcome.Refused(KnownProblems.InvalidFields(errors));
    }

    private static bool IsLines(HttpRequest request)
        => request.ContentType?.StartsWith(NdjsonCreation.ContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task CreateLines(HttpContext context, Caller caller, AccountDomains domains, NdjsonCreation lines)
    {
        // Of any length: it is never held whole.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        context.Response.ContentType = NdjsonCreation.ContentType;
        await lines.RunAsync(caller.AccountId, domains, context.Request.BodyReader, context.Response.BodyWriter, context.RequestAborted);
    }
}
