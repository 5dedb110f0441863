using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>
/// <c>/feeds</c>: saved stats queries. <c>GET /feeds/{token}.csv</c> answers one as CSV to whoever has its address, until
/// it is deleted.
/// </summary>
internal static class StatsFeedEndpoints
{
    private const string TokenPrefix = "olf_";
    private const string IdPrefix = "fed_";
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var feeds = routes.MapGroup("/feeds").WithTags("Stats");

        feeds.MapPost("/", Create).Describe(StatsFeedOperations.Create).RequireScope(Scope.StatsRead);
        feeds.MapGet("/", List).Describe(StatsFeedOperations.List).RequireScope(Scope.StatsRead);
        feeds.MapDelete("/{id}", Delete).Describe(StatsFeedOperations.Delete).RequireScope(Scope.StatsRead);
        feeds.MapGet("/{token}.csv", Read).Describe(StatsFeedOperations.Read);
    }

    internal static async Task<IResult> Create(
        HttpContext context, Caller caller, DomainRepository domainRepository, LinkStore links, IdempotentWrites writes, AuditLog audit, TimeProvider clock)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (StatsFeedRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var link = request.Link is { Length: > 0 } name
                ? await FindAsync(caller, name, request.Domain, domainRepository, links, errors, context.RequestAborted)
                : null;
            if (!errors.Any)
            {
                // A query that is valid today is refused by nothing but its length of time later.
                StatsRequestReader.Read(Parameters(request.Query), Extent(link?.Id.Value), accept: "", clock.GetUtcNow(), errors);
            }

            if (errors.Any)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var feed = new StatsFeed
            {
                Id = SecretText.Identifier(IdPrefix),
                AccountId = caller.AccountId,
                Token = SecretText.Secret(TokenPrefix),
                Name = request.Name,
                LinkId = link?.Id.Value,
                Query = request.Query,
                CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            return await writes.WriteAsync(context, async scope =>
            {
                await StatsFeedRepository.InsertAsync(scope, feed);
                await audit.WriteAsync(scope, caller.Actor, new AuditEntry(AuditAction.FeedCreated, feed.Id, feed.Name));
                return TypedResults.Json(
                    StatsFeedResponse.From(feed, Origin(context)), StatsFeedJson.Relaxed.StatsFeedResponse, statusCode: StatusCodes.Status201Created);
            });
        }
    }

    internal static async Task<IResult> List(HttpContext context, Caller caller, StatsFeedRepository feeds)
    {
        var text = context.Request.Query["limit"].ToString();
        var limit = DefaultLimit;
        if (text.Length > 0 && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            var errors = new FieldErrors();
            errors.Add("limit", FormattableString.Invariant($"must be a whole number from 1 to {MaxLimit:N0}."));
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // Ids are their own cursor.
        var page = await feeds.ListAsync(caller.AccountId, context.Request.Query["cursor"].ToString(), limit + 1, context.RequestAborted);
        var next = page.Count > limit ? page[limit - 1].Id : null;
        return TypedResults.Json(
            new StatsFeedPage([.. page.Take(limit).Select(feed => StatsFeedResponse.From(feed, Origin(context)))], next), StatsFeedJson.Relaxed.StatsFeedPage);
    }

    internal static Task<IResult> Delete(HttpContext context, string id, Caller caller, IDatabase database, AuditLog audit)
        => database.WriteAsync<IResult>(
            async scope =>
            {
                if (await StatsFeedRepository.DeleteAsync(scope, caller.AccountId, id) is not { } name)
                {
                    return new ProblemResult(KnownProblems.NotFound($"This account has no feed {id}."));
                }

                await audit.WriteAsync(scope, caller.Actor, new AuditEntry(AuditAction.FeedDeleted, id, name));
                return TypedResults.NoContent();
            },
            context.RequestAborted);

    internal static async Task<IResult> Read(
        HttpContext context,
        string token,
        StatsFeedRepository feeds,
        DomainRepository domains,
        IDatabase database,
        StatsAnswers answers,
        TimeProvider clock)
    {
        if (await feeds.FindByTokenAsync(token, context.RequestAborted) is not { } feed)
        {
            return new ProblemResult(KnownProblems.NotFound("There is no feed at this address; it may have been deleted."));
        }

        var errors = new FieldErrors();
        if (StatsRequestReader.Read(Parameters(feed.Query), Extent(feed.LinkId), accept: "", clock.GetUtcNow(), errors) is not { } request)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var link = feed.LinkId is { } id
            ? (await database.ReadAsync(connection => LinkRepository.ByIdsAsync(connection, transaction: null, [id]), context.RequestAborted)).SingleOrDefault()
            : null;
        if (link is null && feed.LinkId is not null)
        {
            // Never those of all links in its place.
            return new ProblemResult(KnownProblems.NotFound("The link of this feed was deleted."));
        }

        return await answers.AnswerAsync(
            context, new StatsTarget(feed.AccountId, link, await domains.OfAccountAsync(feed.AccountId, context.RequestAborted)), request);
    }

    private static async Task<StoredLink?> FindAsync(
        Caller caller, string name, string? domainName, DomainRepository repository, LinkStore links, FieldErrors errors, CancellationToken cancellationToken)
    {
        var domains = await repository.OfAccountAsync(caller.AccountId, cancellationToken);
        var domain = domainName is null ? domains.Default : domains.Find(domainName);
        var link = await links.FindAsync(caller.AccountId, LinkReference.Of(name), domain, cancellationToken);
        if (link is null)
        {
            errors.Add("link", $"\"{name}\" is no link of this account; give lnk_…, ext_… or a slug, with its domain where that is not the default.");
        }

        return link;
    }

    private static StatsExtent Extent(long? linkId) => linkId is null ? StatsExtent.Account : StatsExtent.Link;

    private static QueryCollection Parameters(string query)
    {
        var parameters = QueryHelpers.ParseQuery(query);
        parameters["format"] = "csv";
        return new QueryCollection(parameters);
    }

    private static string Origin(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";
}
