using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Links.Export;
using OneLink.Admin.Links.Import;
using OneLink.Admin.Links.List;
using OneLink.Admin.Links.Metadata;
using OneLink.Admin.Links.Qr;
using OneLink.Admin.Links.Test;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary>One link at a time, and the list. Creating is <see cref="LinkCreation"/>'s.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/links").WithTags("Links");

        links.MapPost("/", LinkCreation.Create).Describe(LinkOperations.Create).RequireScope(Scope.LinksWrite).WithMetadata(new KeepsOwnStream(NdjsonCreation.IsLines));
        links.MapPost("/bulk-update", BulkChangeEndpoints.Update).Describe(BulkOperations.Update).RequireScope(Scope.LinksWrite);
        links.MapPost("/bulk-delete", BulkChangeEndpoints.Delete).Describe(BulkOperations.Delete).RequireScope(Scope.LinksWrite);
        links.MapPost("/metadata", MetadataEndpoint.Read).Describe(MetadataOperation.Read).RequireScope(Scope.LinksWrite);
        links.MapGet("/", List).Describe(LinkOperations.List).RequireScope(Scope.LinksRead);
        links.MapGet("/export", LinkExportEndpoint.Export).Describe(LinkExportOperation.Export).RequireScope(Scope.LinksRead).WithMetadata(new StreamedAnswer());
        links.MapPost("/import", ImportEndpoint.Import).Describe(ImportOperation.Import).RequireScope(Scope.LinksWrite);
        links.MapGet("/{slug}", Get).Describe(LinkOperations.Get).RequireScope(Scope.LinksRead);
        links.MapPatch("/{slug}", Patch).Describe(LinkOperations.Patch).RequireScope(Scope.LinksWrite);
        links.MapPut("/{slug}", Put).Describe(LinkOperations.Put).RequireScope(Scope.LinksWrite);
        links.MapDelete("/{slug}", Delete).Describe(LinkOperations.Delete).RequireScope(Scope.LinksWrite);
        links.MapGet("/{slug}/qr", QrEndpoint.Get).Describe(QrOperation.Get).RequireScope(Scope.LinksRead);
        links.MapPost("/{slug}/test", LinkTestEndpoint.Test).Describe(LinkTestOperation.Test).RequireScope(Scope.LinksRead);
    }

    internal static async Task<Results<JsonHttpResult<LinkPage>, ProblemResult>> List(
        HttpContext context, Caller caller, DomainRepository domainRepository, LinkListing listing)
    {
        var domains = await domainRepository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        var errors = new FieldErrors();
        if (LinkQuery.Read(context.Request.Query, domains, errors) is not { } query)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var (links, next) = await listing.ReadAsync(caller.AccountId, query, context.RequestAborted);
        var page = new LinkPage([.. links.Select(link => LinkResponse.From(link, domains.ById(link.DomainId)))], next?.ToString());
        return TypedResults.Json(page, LinksJson.Relaxed.LinkPage);
    }

    internal static async Task<Results<LinkResult, ProblemResult>> Get(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links)
    {
        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        return await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is { } link
            ? new LinkResult(link, target.Domains.ById(link.DomainId), created: false)
            : new ProblemResult(target.NotFound());
    }

    internal static async Task<Results<LinkResult, ProblemResult>> Patch(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var target = await LinkTarget.OfAsync(context, caller, reference, domains);
            var condition = IfMatch.Of(context.Request);
            var outcome = await links.ChangeAsync(
                caller.Actor,
                reference,
                target.Domain,
                link => condition.Check(link) is { } changed ? LinkChange.Refused(changed) : Merge(body.Root, link, target.Domains),
                context.RequestAborted);
            return Answer(outcome, target);
        }
    }

    internal static async Task<Results<LinkResult, ProblemResult>> Put(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var target = await LinkTarget.OfAsync(context, caller, reference, domains);
            var condition = IfMatch.Of(context.Request);
            var outcome = await links.PutAsync(
                caller.Actor,
                reference,
                target.Domain,
                link => condition.Check(link) is { } changed ? LinkChange.Refused(changed) : LinkReplacement.Read(body.Root, target, link),
                context.RequestAborted);
            return Answer(outcome, target);
        }
    }

    internal static async Task<Results<NoContent, ProblemResult>> Delete(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links)
    {
        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        var condition = IfMatch.Of(context.Request);
        var outcome = await links.DeleteAsync(caller.Actor, reference, target.Domain, condition.Check, context.RequestAborted);
        return outcome switch
        {
            null => new ProblemResult(target.NotFound()),
            { Problem: { } problem } => new ProblemResult(problem),
            _ => TypedResults.NoContent(),
        };
    }

    private static LinkChange Merge(JsonElement patch, StoredLink link, AccountDomains domains)
    {
        var errors = new FieldErrors();
        return LinkChange.From(LinkReader.Read(patch, domains, link.Content, domains.ById(link.DomainId), errors), errors);
    }

    private static Results<LinkResult, ProblemResult> Answer(LinkOutcome? outcome, LinkTarget target) => outcome switch
    {
        null => new ProblemResult(target.NotFound()),
        { Problem: { } problem } => new ProblemResult(problem),
        _ => new LinkResult(outcome.Link!, target.Domains.ById(outcome.Link!.DomainId), outcome.IsCreated),
    };
}
