using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Accounts;
using OneLink.Admin.Hosting;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Application.Agents;

/// <summary>The people of the account.</summary>
internal static class AgentEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        var agents = account.MapGroup("/agents");
        agents.MapGet("", List);
        agents.MapPost("", Create).RequireAdministrator();
        agents.MapPost("/bulk_create", CreateAll).RequireAdministrator();
        agents.MapPatch("/{id}", Update).RequireAdministrator();
        agents.MapPut("/{id}", Update).RequireAdministrator();
        agents.MapDelete("/{id}", Delete).RequireAdministrator();
        agents.MapPost("/{id}/invitation", Invite).RequireAdministrator();
    }

    internal static async Task<JsonHttpResult<IReadOnlyList<AgentResponse>>> List(HttpContext context, ApplicationCaller caller, AgentView view)
        => TypedResults.Json(await view.ListAsync(caller.AccountId, context.RequestAborted), ApplicationJson.Relaxed.IReadOnlyListAgentResponse);

    internal static async Task<Results<JsonHttpResult<AgentResponse>, ApiErrorResult>> Create(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, Accounts.Agents agents, AgentView view)
    {
        if (parameters.Under("agent") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("agent"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var (name, email) = (read.Text("name").Or(null), read.Text("email").Or(null));
        var input = Input(read);
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await AnswerAsync(
                context, caller, await agents.InviteAsync(caller.Account, caller.ActorOf(context), caller.User!.Id, name, email, input, context.RequestAborted), view);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> CreateAll(
        HttpContext context, ApplicationCaller caller, RequestParameters parameters, Accounts.Agents agents)
    {
        var read = new ParameterReader(parameters, new RecordErrors());
        var emails = read.Texts("emails").Or(null) ?? [];
        if (!read.Errors.Any && emails.Length == 0)
        {
            return new ApiErrorResult(ApiError.MissingParameter("emails"));
        }

        if (emails.Length > Accounts.Agents.MaxAtOnce)
        {
            read.Errors.Add("emails", RecordErrorCode.TooLong, $"are too many (maximum is {Accounts.Agents.MaxAtOnce})");
        }

        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await agents.InviteAllAsync(caller.Account, caller.ActorOf(context), caller.User!.Id, emails, context.RequestAborted) is { } refusal
                ? ApplicationResults.Invalid(refusal)
                : TypedResults.Ok();
    }

    internal static async Task<Results<JsonHttpResult<AgentResponse>, ApiErrorResult>> Update(
        HttpContext context, ApplicationCaller caller, RecordId id, RequestParameters parameters, Accounts.Agents agents, AgentView view)
    {
        if (parameters.Under("agent") is not { } fields)
        {
            return new ApiErrorResult(ApiError.MissingParameter("agent"));
        }

        var read = new ParameterReader(fields, new RecordErrors());
        var name = read.Text("name").Or(null);
        var input = Input(read);
        return read.Errors.Any
            ? ApplicationResults.Invalid(read.Errors)
            : await AnswerAsync(context, caller, await agents.ChangeAsync(caller.ActorOf(context), id, name, input, context.RequestAborted), view);
    }

    internal static async Task<Results<Ok, ApiErrorResult>> Delete(HttpContext context, ApplicationCaller caller, RecordId id, Accounts.Agents agents)
        => ApplicationResults.Gone(await agents.RemoveAsync(caller.ActorOf(context), id, context.RequestAborted));

    /// <summary>No mail is sent: the administrator passes the address on.</summary>
    internal static async Task<Results<JsonHttpResult<InvitationResponse>, ApiErrorResult>> Invite(
        HttpContext context, ApplicationCaller caller, RecordId id, Accounts.Agents agents, SignInTokens signIns, AdminSettings settings)
    {
        var invited = await agents.FindInvitedAsync(caller.AccountId, id, context.RequestAborted);
        if (!invited.TryGet(out var user))
        {
            return ApplicationResults.Refusal(invited);
        }

        var token = await signIns.IssueAsync(user.Id, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new InvitationResponse(SignInLink.Of(context.Request, settings, user, token)), ApplicationJson.Relaxed.InvitationResponse);
    }

    private static async Task<Results<JsonHttpResult<AgentResponse>, ApiErrorResult>> AnswerAsync(
        HttpContext context, ApplicationCaller caller, RecordOutcome<Membership> outcome, AgentView view)
        => outcome.TryGet(out var membership)
            ? TypedResults.Json((await view.ListAsync(caller.AccountId, [membership.UserId], context.RequestAborted))[0], ApplicationJson.Relaxed.AgentResponse)
            : ApplicationResults.Refusal(outcome);

    private static MemberInput Input(ParameterReader read) => new()
    {
        Role = read.TextOrNull("role"),
        Availability = ReadAvailability(read),
        AutoOffline = read.Flag("auto_offline"),
    };

    /// <summary>Under its name, or the one in the published description, which calls online available.</summary>
    private static Given<string?> ReadAvailability(ParameterReader read)
    {
        var (real, described) = (read.TextOrNull("availability"), read.TextOrNull("availability_status"));
        var given = real.IsGiven ? real : described;
        return given.Or(null) is "available" ? Availability.Online : given;
    }
}
