using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Teams;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Teams;

/// <summary>Who is in a team.</summary>
internal static class TeamMemberEndpoints
{
    private const string UserIds = "user_ids";

    public static void Map(IEndpointRouteBuilder account)
    {
        var members = account.MapGroup("/teams/{team_id}/team_members");
        members.MapGet("", List);
        members.MapPost("", Add).RequireAdministrator();
        members.MapPatch("", Replace).RequireAdministrator();
        members.MapPut("", Replace).RequireAdministrator();
        members.MapDelete("", Remove).RequireAdministrator();
    }

    internal static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> List(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, TeamRepository teams, AgentView view)
        => await teams.FindAsync(caller.AccountId, id, context.RequestAborted) is { } team
            ? await ShowAsync(context, caller, await teams.MembersAsync(team, context.RequestAborted), view)
            : ApplicationResults.NotFound();

    /// <summary>Answers with those who were named, also where they were in the team before.</summary>
    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Add(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, RequestParameters parameters, TeamRepository teams, TeamMembers members, AgentView view)
        => PutAsync(context, caller, id, parameters, teams, members.AddAsync, view);

    internal static Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> Replace(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, RequestParameters parameters, TeamRepository teams, TeamMembers members, AgentView view)
        => PutAsync(context, caller, id, parameters, teams, members.ReplaceAsync, view);

    /// <summary>Of those who are not in the team, nothing is to be done.</summary>
    internal static async Task<Results<Ok, ApiErrorResult>> Remove(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, RequestParameters parameters, TeamRepository teams, TeamMembers members)
    {
        if (await teams.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } team)
        {
            return ApplicationResults.NotFound();
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var named = read.Texts(UserIds);
        if (Refusal(read, named.IsGiven, named.Or(null)?.Length ?? 0) is { } refusal)
        {
            return refusal;
        }

        await members.RemoveAsync(
            team, [.. named.Value!.Select(text => RecordId.Of(text).Value)], context.RequestAborted);
        return TypedResults.Ok();
    }

    private static async Task<Results<JsonHttpResult<IReadOnlyList<AgentResponse>>, ApiErrorResult>> PutAsync(
        HttpContext context,
        ApplicationCaller caller,
        long id,
        RequestParameters parameters,
        TeamRepository teams,
        Func<Team, IReadOnlyCollection<long>, CancellationToken, Task<RecordErrors?>> put,
        AgentView view)
    {
        if (await teams.FindAsync(caller.AccountId, id, context.RequestAborted) is not { } team)
        {
            return ApplicationResults.NotFound();
        }

        var read = new ParameterReader(parameters, new RecordErrors());
        var named = read.Integers(UserIds);
        if (Refusal(read, named.IsGiven, named.Or(null)?.Length ?? 0) is { } refusal)
        {
            return refusal;
        }

        List<long> userIds = [.. named.Value!.Distinct()];
        return await put(team, userIds, context.RequestAborted) is { } errors
            ? ApplicationResults.Invalid(errors)
            : await ShowAsync(context, caller, userIds, view);
    }

    private static ApiErrorResult? Refusal(ParameterReader read, bool isGiven, int count)
    {
        if (count > TeamMembers.MaxAtOnce)
        {
            read.Errors.Add(UserIds, RecordErrorCode.TooLong, $"are too many (maximum is {TeamMembers.MaxAtOnce})");
        }

        return read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : isGiven ? null : new ApiErrorResult(ApiError.MissingParameter(UserIds));
    }

    private static async Task<JsonHttpResult<IReadOnlyList<AgentResponse>>> ShowAsync(
        HttpContext context, ApplicationCaller caller, IEnumerable<long> userIds, AgentView view)
        => TypedResults.Json(await view.ListAsync(caller.AccountId, userIds, context.RequestAborted), ApplicationJson.Relaxed.IReadOnlyListAgentResponse);
}
