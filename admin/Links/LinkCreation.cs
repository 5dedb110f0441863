using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links;

/// <summary><c>POST /links</c>: one link, a bulk of them, or a stream of lines.</summary>
internal static class LinkCreation
{
    internal static async Task<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>> Create(
        HttpContext context, Caller caller, DomainRepository domainRepository, LinkWriter links, IdempotentWrites writes, BulkCreation bulk, NdjsonCreation lines)
    {
        var errors = new FieldErrors();
        var existing = CreationOptions.Read(context.Request.Query, errors);
        if (errors.Any)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var domains = await domainRepository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        var reader = new LinkWishReader(domains, existing, IfMatch.Of(context.Request));
        if (NdjsonCreation.IsLines(context.Request))
        {
            return await CreateLines(context, caller, reader, lines) is { } refused ? new ProblemResult(refused) : TypedResults.Empty;
        }

        var read = await JsonBodyReader.ReadAsync(context.Request, HostingServices.LargestBody, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            if (!BulkRequest.IsBulk(body.Root))
            {
                return reader.Read(body.Root, errors) is { } wish
                    ? await CreateOne(context, caller, domains, wish, links, writes)
                    : new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            if (BulkRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var reading = BulkReading.Of(reader, request.Links.EnumerateArray());
            return request.Atomic
                ? await CreateAll(context, caller, reading, reader.FindsExisting, writes, bulk)
                : await CreateEach(context, caller, reading, reader.FindsExisting, writes, bulk);
        }
    }

    private static async Task<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>> CreateOne(
        HttpContext context, Caller caller, AccountDomains domains, LinkWish wish, LinkWriter links, IdempotentWrites writes)
        => await writes.WriteAsync<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>>(
            context,
            async scope => await links.CreateAsync(scope, caller.Actor, wish) switch
            {
                { Link: { } link } outcome => new LinkResult(link, domains.ById(link.DomainId), outcome.IsCreated),
                { Problem: var refused } => new ProblemResult(refused!),
            });

    private static async Task<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>> CreateEach(
        HttpContext context, Caller caller, BulkReading reading, bool findsExisting, IdempotentWrites writes, BulkCreation bulk)
        => IdempotentWrites.IsKeyed(context)
            ? await writes.WriteAsync(context, async scope => Answer(await bulk.CreateEachAsync(scope, caller.Actor, reading, firstIndex: 0), findsExisting))
            : Answer(await bulk.CreateEachAsync(caller.Actor, reading, firstIndex: 0, context.RequestAborted), findsExisting);

    private static async Task<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>> CreateAll(
        HttpContext context, Caller caller, BulkReading reading, bool findsExisting, IdempotentWrites writes, BulkCreation bulk)
        => await writes.WriteAsync<Results<LinkResult, JsonHttpResult<BulkResponse>, JsonHttpResult<BulkProblem>, EmptyHttpResult, ProblemResult>>(
            context,
            async scope =>
            {
                var results = await bulk.CreateAllAsync(scope, caller.Actor, reading);
                return scope.IsRolledBack
                    ? TypedResults.Json(
                        BulkProblem.Of(results, context.TraceIdentifier),
                        LinksJson.Relaxed.BulkProblem,
                        ProblemBody.ContentType,
                        StatusCodes.Status422UnprocessableEntity)
                    : Answer(results, findsExisting);
            });

    private static JsonHttpResult<BulkResponse> Answer(IReadOnlyList<BulkResult> results, bool findsExisting)
        => TypedResults.Json(BulkResponse.Of(results, findsExisting), LinksJson.Relaxed.BulkResponse);

    /// <returns>Why nothing was read; null where the answer was sent.</returns>
    private static async Task<Problem?> CreateLines(HttpContext context, Caller caller, LinkWishReader reader, NdjsonCreation lines)
    {
        var (kept, problem) = await IdempotentStream.OpenAsync(context, caller);
        if (problem is not null)
        {
            return problem;
        }

        await using (kept)
        {
            // Of any length: it is never held whole.
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            context.Response.ContentType = NdjsonCreation.ContentType;
            await lines.RunAsync(caller.Actor, reader, kept, context.Request.BodyReader, context.Response.BodyWriter, context.RequestAborted);
            return null;
        }
    }
}
