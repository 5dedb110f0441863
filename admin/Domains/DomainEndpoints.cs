using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Domains;

internal static class DomainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var domains = routes.MapGroup("/domains").WithTags("Domains");

        domains.MapGet("/", List).RequireScope(Scope.LinksRead);
        domains.MapPost("/", Create).RequireScope(Scope.DomainsWrite);
    }

    internal static async Task<JsonHttpResult<DomainPage>> List(HttpContext context, Caller caller, DomainRepository repository)
    {
        // An account has a handful of domains: one page holds them all.
        var domains = await repository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        return TypedResults.Json(new DomainPage([.. domains.All.Select(DomainResponse.From)], NextCursor: null), DomainJson.Default.DomainPage);
    }

    internal static async Task<Results<JsonHttpResult<DomainResponse>, ProblemResult>> Create(
        HttpContext context, Caller caller, IDatabase database, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (DomainRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var domain = NewDomain(caller.AccountId, request, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return await database.WriteAsync(scope => DomainRepository.InsertAsync(scope, domain), context.RequestAborted) is { } stored
                ? TypedResults.Json(DomainResponse.From(stored), DomainJson.Default.DomainResponse, statusCode: StatusCodes.Status201Created)
                : new ProblemResult(KnownProblems.HostTaken(domain.Host));
        }
    }

    private static LinkDomain NewDomain(long accountId, DomainRequest request, long now) => new()
    {
        Id = 0,
        AccountId = accountId,
        Host = request.Host,
        Authority = request.Host,
        Scheme = "https",
        IsDefault = request.IsDefault ? 1 : 0,
        IsFallback = 0,
        IsCaseSensitive = request.CaseSensitive ? 1 : 0,
        RootUrl = request.RootUrl,
        NotFoundUrl = request.NotFoundUrl,
        ExpiredUrl = request.ExpiredUrl,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
