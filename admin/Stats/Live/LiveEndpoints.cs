using System.Globalization;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats.Live;

/// <summary>
/// <c>GET /stats/live</c>: clicks as they arrive, of the account or of the links in <c>link</c>. <c>Last-Event-ID</c>, or
/// <c>lastEventId</c> where headers cannot be set, resumes after an interruption of up to a day.
/// </summary>
internal static class LiveEndpoints
{
    private static readonly string[] Known = [.. LiveOperation.Query.Select(parameter => parameter.Name)];

    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/stats/live", Follow).Describe(LiveOperation.Follow).WithTags("Stats").RequireScope(Scope.StatsRead).WithMetadata(new StreamedAnswer());

    internal static async Task<IResult> Follow(
        HttpContext context,
        Caller caller,
        DomainRepository domainRepository,
        StatsFilterNames filterNames,
        IDatabase database,
        LiveFeed feed,
        LiveClicks clicks,
        AnalyticsState state,
        TimeProvider clock)
    {
        var errors = new FieldErrors();
        foreach (var name in context.Request.Query.Keys.Except(Known, StringComparer.Ordinal))
        {
            errors.Add(name, $"is not a known parameter. Known are {string.Join(", ", Known)}.");
        }

        var domains = await domainRepository.OfAccountAsync(caller.AccountId, context.RequestAborted);
        var names = context.Request.Query["link"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var filters = await filterNames.ResolveAsync(
            caller.AccountId, [new ClickFilter(ClickDimension.Link, [.. names], [])], domains, errors, context.RequestAborted);
        var after = Position(context, errors);
        if (errors.Any)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        if (state.Reason is not null)
        {
            return new ProblemResult(StatsProblems.Away());
        }

        var listener = new LiveListener
        {
            AccountId = checked((uint)caller.AccountId),
            Links = filters[0].Included.Select(number => ulong.Parse(number, CultureInfo.InvariantCulture)).ToHashSet(),
            Since = clock.GetUtcNow() - LiveFeed.Overlap,
        };
        return new LiveResult(listener, after, feed, clicks, new StatsNames(database, domains), clock);
    }

    private static LivePosition? Position(HttpContext context, FieldErrors errors)
    {
        var text = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : context.Request.Query["lastEventId"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (LivePosition.Parse(text) is { } position)
        {
            return position;
        }

        errors.Add("lastEventId", "is not the id of an event of this stream.");
        return null;
    }
}
