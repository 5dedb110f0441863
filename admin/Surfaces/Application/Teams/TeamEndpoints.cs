using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Teams;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Teams;

/// <summary>The teams of the account.</summary>
internal static class TeamEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var teams = account.MapGroup("/teams");
        teams.MapGet("", List);
        teams.MapGet("/{team_id}", Show);
        teams.MapPost("", Create).RequireAdministrator();
        teams.MapPatch("/{team_id}", Update).RequireAdministrator();
        teams.MapPut("/{team_id}", Update).RequireAdministrator();
        teams.MapDelete("/{team_id}", Delete).RequireAdministrator();
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<TeamResponse>>> List(HttpContext context, ApplicationCaller caller, TeamRepository teams)
    {
        var own = await teams.OfMemberAsync(caller.AccountId, caller.User!.Id, context.RequestAborted);
        return TypedResults.Json<IReadOnlyList<TeamResponse>>(
            [.. (await teams.OfAccountAsync(caller.AccountId, context.RequestAborted)).Select(team => TeamResponse.Of(team, own.Contains(team.Id)))],
            ApplicationJson.Relaxed.IReadOnlyListTeamResponse);
    }

    internal static async Task<Results<JsonHttpResult<TeamResponse>, ApiErrorResult>> Show(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, TeamRepository teams)
        => await teams.FindAsync(caller.AccountId, id, context.RequestAborted) is { } team
            ? await ShowAsync(context, caller, team, teams)
            : ApplicationResults.NotFound();

    internal static async Task<Results<JsonHttpResult<TeamResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, TeamChanges changes, TeamRepository teams)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(context, caller, await changes.CreateAsync(caller.AccountId, input, context.RequestAborted), teams)
            : refusal!;

    internal static async Task<Results<JsonHttpResult<TeamResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, RequestParameters parameters, TeamChanges changes, TeamRepository teams)
        => Input(parameters, out var refusal) is { } input
            ? await AnswerAsync(context, caller, await changes.UpdateAsync(caller.AccountId, id, input, context.RequestAborted), teams)
            : refusal!;

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(
        HttpContext context, ApplicationCaller caller, [FromRoute(Name = "team_id")] RecordId id, TeamChanges changes)
        => ApplicationResults.Gone(await changes.DeleteAsync(caller.AccountId, id, caller.Performer, context.RequestAborted));

    private static async Task<Results<JsonHttpResult<TeamResponse>, ApiErrorResult>> AnswerAsync(
        HttpContext context, ApplicationCaller caller, RecordOutcome<Team> outcome, TeamRepository teams)
        => outcome.TryGet(out var team) ? await ShowAsync(context, caller, team, teams) : ApplicationResults.Refusal(outcome);

    private static async Task<JsonHttpResult<TeamResponse>> ShowAsync(HttpContext context, ApplicationCaller caller, Team team, TeamRepository teams)
        => TypedResults.Json(
            TeamResponse.Of(team, (await teams.OfMemberAsync(caller.AccountId, caller.User!.Id, context.RequestAborted)).Contains(team.Id)),
            ApplicationJson.Relaxed.TeamResponse);

    private static TeamInput? Input(RequestParameters parameters, out ApiErrorResult? refusal)
    {
        refusal = null;
        if (parameters.Under("team") is not { } fields)
        {
            refusal = new ApiErrorResult(ApiError.MissingParameter("team"));
            return null;
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var input = new TeamInput
        {
            Name = read.Text("name"),
            Description = read.Text("description"),
            AllowAutoAssign = read.Flag("allow_auto_assign"),
        };
        refusal = read.Errors.Any ? ApplicationResults.Invalid(read.Errors) : null;
        return refusal is null ? input : null;
    }
}
