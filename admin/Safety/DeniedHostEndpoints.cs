using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Shared.Links;

namespace OneLink.Admin.Safety;

/// <summary>The hosts that an account's links may not lead to. The installation's own list is a file (<see cref="DeniedHostsFile"/>).</summary>
internal static class DeniedHostEndpoints
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var denied = routes.MapGroup("/safety/denied-hosts").WithTags("Safety");

        denied.MapGet("/", List).Describe(DeniedHostOperations.List).RequireScope(Scope.LinksRead);
        denied.MapPost("/", Add).Describe(DeniedHostOperations.Add).RequireScope(Scope.DomainsWrite);
        denied.MapPut("/", Replace).Describe(DeniedHostOperations.Replace).RequireScope(Scope.DomainsWrite);
        denied.MapDelete("/{host}", Delete).Describe(DeniedHostOperations.Delete).RequireScope(Scope.DomainsWrite);
    }

    internal static async Task<Results<JsonHttpResult<DeniedHostPage>, ProblemResult>> List(HttpContext context, Caller caller, DeniedHostList list)
    {
        var query = context.Request.Query;
        var limit = DefaultLimit;
        if (query["limit"].ToString() is { Length: > 0 } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            var errors = new FieldErrors();
            errors.Add("limit", string.Create(CultureInfo.InvariantCulture, $"must be a number from 1 to {MaxLimit}."));
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // The cursor is the last host of the page before: one more than asked for tells whether there is another page.
        var entries = await list.OfAccountAsync(caller.AccountId, query["cursor"].ToString(), limit + 1, context.RequestAborted);
        return TypedResults.Json(
            new DeniedHostPage([.. entries.Take(limit).Select(DeniedHostResponse.From)], entries.Count > limit ? entries[limit - 1].Host : null),
            SafetyJson.Default.DeniedHostPage);
    }

    internal static async Task<Results<JsonHttpResult<DeniedHostChange>, ProblemResult>> Add(HttpContext context, Caller caller, DeniedHostList list)
    {
        var (hosts, problem) = await ReadAsync(context);
        if (hosts is null)
        {
            return new ProblemResult(problem!);
        }

        if (hosts.Count + await list.CountAsync(caller.AccountId, context.RequestAborted) > DeniedHostRequest.MaxHosts)
        {
            var errors = new FieldErrors();
            errors.Add("hosts", string.Create(CultureInfo.InvariantCulture, $"would be more than {DeniedHostRequest.MaxHosts} together with those there are."));
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        return Answer(await list.ChangeAsync(caller.Actor, [.. hosts], [], context.RequestAborted));
    }

    internal static async Task<Results<JsonHttpResult<DeniedHostChange>, ProblemResult>> Replace(HttpContext context, Caller caller, DeniedHostList list)
    {
        var (hosts, problem) = await ReadAsync(context);
        return hosts is null ? new ProblemResult(problem!) : Answer(await list.ReplaceAsync(caller.AccountId, caller.Actor, hosts, context.RequestAborted));
    }

    internal static async Task<Results<NoContent, ProblemResult>> Delete(HttpContext context, string host, Caller caller, DeniedHostList list)
        => HostName.TryNormalize(host, out var normalized, out _)
            && (await list.ChangeAsync(caller.Actor, [], [normalized], context.RequestAborted)).Removed > 0
                ? TypedResults.NoContent()
                : new ProblemResult(KnownProblems.NotFound($"{host} is not on this account's list of denied hosts."));

    private static JsonHttpResult<DeniedHostChange> Answer((int Added, int Removed) change)
        => TypedResults.Json(new DeniedHostChange(change.Added, change.Removed), SafetyJson.Default.DeniedHostChange);

    private static async Task<(IReadOnlySet<string>? Hosts, Problem? Problem)> ReadAsync(HttpContext context)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return (null, problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            return DeniedHostRequest.Read(body.Root, errors) is { } hosts ? (hosts, null) : (null, KnownProblems.InvalidFields(errors));
        }
    }
}
